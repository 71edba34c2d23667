import { UseMiddleware } from "type-graphql";
import type { GraphQLContext } from "./context.js";

const MASK = "***";
const mask = (value: unknown): unknown => (value == null ? value : Array.isArray(value) ? value.map(mask) : MASK);

/** A field that shows cell values of the source: without the scope data:read its strings are masked. */
export function MaskedWithoutDataRead(): PropertyDecorator {
  return UseMiddleware(async ({ context }: { context: GraphQLContext }, next: () => Promise<unknown>) => {
    const value = await next();
    return context.identity?.scopes.has("data:read") ? value : mask(value);
  }) as PropertyDecorator;
}
