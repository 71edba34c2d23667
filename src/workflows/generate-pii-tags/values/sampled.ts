/** The values of one column that were read: trimmed, without empty ones, the distinct ones too. */
export interface Sampled {
  readonly values: readonly string[];
  readonly distinct: readonly string[];
}

/** Enough to tell by; more would only take time. */
const AT_MOST = 1000;
const EMPTY_BYTES = "\\x";

export function sampled(values: readonly string[], array: boolean): Sampled {
  const single = array ? values.flatMap(elements) : values;
  const kept: string[] = [];
  for (const value of single) {
    const trimmed = value.trim();
    if (trimmed !== "" && trimmed !== EMPTY_BYTES) kept.push(trimmed);
    if (kept.length === AT_MOST) break;
  }
  return { values: kept, distinct: [...new Set(kept)] };
}

/** Elements of an array as PostgreSQL prints it: `{a,"b c"}`; it may have been cut off. */
export function elements(printed: string): string[] {
  if (!printed.startsWith("{")) return [printed];
  return [...printed.matchAll(/"((?:[^"\\]|\\.)*)"|([^{},"]+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain! : quoted.replace(/\\(.)/g, "$1"),
  );
}

export function share(values: readonly string[], test: (value: string) => boolean): number {
  if (values.length === 0) return 0;
  return values.filter(test).length / values.length;
}

export const mean = (values: readonly string[], measure: (value: string) => number): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + measure(value), 0) / values.length;
