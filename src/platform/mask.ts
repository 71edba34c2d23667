import { UseMiddleware } from "type-graphql";
import type { GraphQLContext } from "./context.js";

export const MASK = "***";
const mask = (value: unknown): unknown => (value == null ? value : Array.isArray(value) ? value.map(mask) : MASK);

/** Whether the request may see cell values of the source. */
export const readsData = (context: Pick<GraphQLContext, "identity">): boolean =>
  context.identity?.scopes.has("data:read") === true;

/** A value of a masked field, as the request may see it. */
export const masked = <T>(value: T, context: Pick<GraphQLContext, "identity">): T =>
  readsData(context) ? value : (mask(value) as T);

const maskedFields = new WeakMap<object, Set<string>>();

/** Whether a class's field shows cell values. */
export const isMasked = (owner: abstract new (...args: never[]) => object, field: string): boolean =>
  maskedFields.get(owner.prototype)?.has(field) === true;

/** A field that shows cell values of the source: without the scope data:read its strings are masked. */
export function MaskedWithoutDataRead(): PropertyDecorator {
  const middleware = UseMiddleware(async ({ context }: { context: GraphQLContext }, next: () => Promise<unknown>) =>
    masked(await next(), context),
  );
  return (prototype, field, ...rest: never[]) => {
    maskedFields.set(prototype, (maskedFields.get(prototype) ?? new Set()).add(String(field)));
    return (middleware as (...args: unknown[]) => void)(prototype, field, ...rest);
  };
}
