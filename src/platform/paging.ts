import { type ClassType, Field, ObjectType } from "type-graphql";
import { ErrorCode, UserErrors } from "./errors.js";
import { Cursor } from "./scalars.js";

@ObjectType({ description: "Where a page stands in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "More items follow." })
  hasNextPage: boolean;
  @Field(() => Boolean, { description: "Items come before." })
  hasPreviousPage: boolean;
  @Field(() => Cursor, { nullable: true, description: "Cursor of the first item." })
  startCursor: string | null;
  @Field(() => Cursor, { nullable: true, description: "Cursor of the last item." })
  endCursor: string | null;
}

export interface Edge<T> {
  cursor: string;
  node: T;
}
export interface Connection<T> {
  edges: Edge<T>[];
  nodes: T[];
  pageInfo: PageInfo;
}

/** Makes the Relay connection types of a node type: `FooConnection` and `FooEdge`. */
export function connectionOf<T extends object>(
  name: string,
  node: () => ClassType<T> | object,
): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a list, with its cursor.` })
  class EdgeType implements Edge<T> {
    @Field(() => Cursor, { description: "Give this back as `after` or `before`." })
    cursor: string;
    @Field(() => node() as ClassType<T>, { description: "The item." })
    node: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class ConnectionType implements Connection<T> {
    @Field(() => [EdgeType], { description: "The items with their cursors." })
    edges: EdgeType[];
    @Field(() => [node() as ClassType<T>], { description: "The items." })
    nodes: T[];
    @Field(() => PageInfo, { description: "Where the page stands." })
    pageInfo: PageInfo;
  }
  return ConnectionType;
}

/** The paging arguments of a list: forward with first/after or backward with last/before. */
export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

export interface Page {
  readonly limit: number;
  readonly backward: boolean;
  readonly cursor: string | null;
}

export const LARGEST_PAGE = 100;

/** Checks the arguments: 1 to 100 items, one direction. */
export function pageOf(args: PageArgs, defaultSize = 20): Page {
  const backward = args.last != null || args.before != null;
  if (backward && (args.first != null || args.after != null)) {
    throw UserErrors.one(ErrorCode.VALIDATION_ERROR, "Page with first/after or with last/before, not both.", "first");
  }
  const limit = (backward ? args.last : args.first) ?? defaultSize;
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) {
    const field = backward ? "last" : "first";
    throw UserErrors.one(ErrorCode.VALIDATION_ERROR, `\`${field}\` must be from 1 to ${LARGEST_PAGE}.`, field);
  }
  return { limit, backward, cursor: (backward ? args.before : args.after) ?? null };
}

/** Makes a connection of rows that were read in page order, one more than the page holds. */
export function toConnection<T>(rows: T[], page: Page, cursorOf: (row: T) => string): Connection<T> {
  const more = rows.length > page.limit;
  const items = rows.slice(0, page.limit);
  if (page.backward) items.reverse();
  const edges = items.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    nodes: items,
    pageInfo: {
      hasNextPage: page.backward ? page.cursor != null : more,
      hasPreviousPage: page.backward ? more : page.cursor != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
