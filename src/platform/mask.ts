import { UseMiddleware } from "type-graphql";
import type { GraphQLContext } from "./context.js";

export const MASK = "***";
const mask = (value: unknown): unknown => (value == null ? value : Array.isArray(value) ? value.map(mask) : MASK);

/** Whether the request may see cell values of the source. */
export const readsData = (context: GraphQLContext): boolean => context.identity?.scopes.has("data:read") === true;

/** A field that shows cell values of the source: without the scope data:read its strings are masked. */
export function MaskedWithoutDataRead(): PropertyDecorator {
  return UseMiddleware(async ({ context }: { context: GraphQLContext }, next: () => Promise<unknown>) => {
    const value = await next();
    return readsData(context) ? value : mask(value);
  }) as PropertyDecorator;
}
