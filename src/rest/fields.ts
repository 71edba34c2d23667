import { z } from "zod";
import { LARGEST_PAGE } from "../platform/paging.js";
import { lower } from "./names.js";

/** Kinds of fields, as the document describes them. Those of answers are not checked, only described. */
export const text = (description: string) => z.string().meta({ description });
export const uuid = (description: string) => z.string().meta({ description, format: "uuid" });
export const time = (description: string) => z.string().meta({ description, format: "date-time" });
export const fqn = (description: string) =>
  z.string().meta({ description, examples: ["PostgreSQL.dvdrental.public.film"] });
export const decimal = (description: string) =>
  z.string().meta({ description: `${description} An exact decimal, as a string.`, examples: ["0.875"] });
export const share = (description: string) => z.number().meta({ description: `${description} 0 to 1.` });
export const count = (description: string) => z.int32().meta({ description });
export const flag = (description: string) => z.boolean().meta({ description });
export const workflowType = (description: string) =>
  z.string().meta({ description, examples: ["profiling", "generate-pii-tags"] });

/** The members of an enum of the services, in lower case. */
export const codes = <Code extends string>(members: Readonly<Record<string, Code>>, description: string) =>
  z.enum(Object.values(members).map(lower) as [Lowercase<Code>, ...Lowercase<Code>[]]).meta({ description });

/** An object of answers that has a name in the document. */
export const named = <Shape extends z.ZodRawShape>(id: string, description: string, shape: Shape) =>
  z.object(shape).meta({ id, description });

/** A page of a list, as answers have it. */
export const pageOf = <Item extends z.ZodType>(id: string, item: Item) =>
  named(id, "A page of a list.", {
    items: z.array(item).meta({ description: "The items." }),
    next_cursor: z
      .string()
      .nullable()
      .meta({ description: "Give it back as `cursor` for the next page; null where this is the last." }),
  });

/** A time that a client sends. */
export const sentTime = (description: string) =>
  z.iso
    .datetime({ offset: true })
    .transform((value) => new Date(value))
    .meta({ description, format: "date-time" });

/** A member of an enum that a client sends, in lower case; answers that of the services. */
export const sentCode = <Code extends string>(members: Readonly<Record<string, Code>>, description: string) =>
  codes(members, description).transform((code) => code.toUpperCase() as Code);

/** More than any list of an input takes. */
const LONGEST_LIST = 1_000;

/** A list that a client sends. One that is too long is refused as such: its items would be looked at one by one otherwise. */
export const sentList = <Item extends z.ZodType>(item: Item, most = LONGEST_LIST) =>
  z.preprocess((value, ctx) => {
    if (!Array.isArray(value) || value.length <= most) return value;
    ctx.addIssue(`must have at most ${most} items.`);
    return z.NEVER;
  }, z.array(item).max(most));

/** A parameter of the query that may be given several times. */
export const several = <Item extends z.ZodType>(item: Item, description: string) =>
  z
    .preprocess(
      (value) => (value === undefined || Array.isArray(value) ? value : [value]),
      sentList(item, 100).optional(),
    )
    .meta({ description });

/** Parameters of every list, of which so many items are answered where nothing is said. */
export const pageQuery = (usual = 20) => ({
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(usual).meta({ description: "How many items." }),
  cursor: z.string().optional().meta({ description: "`next_cursor` of the page before." }),
});
export const pageArgs = ({ limit, cursor }: { limit?: number; cursor?: string }) => ({ first: limit, after: cursor });

/** How a service's page is answered. */
export const restPage = <Node, Item>(
  { nodes, pageInfo }: { nodes: Node[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } },
  item: (node: Node) => Item,
) => ({ items: nodes.map(item), next_cursor: pageInfo.hasNextPage ? pageInfo.endCursor : null });
