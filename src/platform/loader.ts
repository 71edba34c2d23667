import DataLoader from "dataloader";
import type { RequestContext } from "./context.js";

/** The request's DataLoader of this name: what one answer needs is read in one query, and each row once. */
export function loaderOf<Key, Value>(
  ctx: RequestContext,
  name: string,
  batch: (keys: readonly Key[]) => Promise<readonly Value[]>,
): DataLoader<Key, Value, unknown> {
  const known = ctx.loaders.get(name) as DataLoader<Key, Value, unknown> | undefined;
  if (known) return known;
  const cacheKeyFn = (key: Key): unknown => (typeof key === "object" ? JSON.stringify(key) : key);
  const made = new DataLoader<Key, Value, unknown>(batch, { maxBatchSize: 500, cacheKeyFn });
  ctx.loaders.set(name, made);
  return made;
}
