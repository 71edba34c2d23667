import { createHash } from "node:crypto";
import { FqnError, formatFqn, parseFqn } from "../platform/fqn.js";
import type { CreateWorkflowRunInput } from "./run.inputs.js";

/** JSON with sorted keys, and absent the same as null: equal inputs give equal texts. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object" && !(value instanceof Date)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

export const inputHash = (input: object): string => createHash("sha256").update(canonical(input)).digest("hex");

/**
 * What makes two creates the same: not how they were written (literal or variable, order of fields and labels, quotes
 * of a name), but what they ask for. An option that was sent differs from one that was left to the configuration, even
 * where the values are equal; an option sent as null takes the configuration's away, and so differs as well.
 */
export function hashOfCreate(input: CreateWorkflowRunInput, sent: Record<string, unknown> | undefined): string {
  const { configurationId, assetFqn, saveAll, onConflict, labels } = input;
  return inputHash({
    configurationId: configurationId.toLowerCase(),
    assetFqn: assetFqn == null ? null : unquoted(assetFqn),
    saveAll,
    onConflict,
    labels: (labels ?? []).map(({ name, value }) => JSON.stringify([name, value])).sort(),
    parameters: members(input.parameters ?? {}, sent?.parameters),
  });
}

/** Members and options as lists of pairs, in which null counts. */
function members(parameters: object, sent: unknown): unknown[] {
  return Object.entries(parameters)
    .filter(([, options]) => options != null)
    .map(([member, options]) => {
      const own = (sent as Record<string, unknown> | undefined)?.[member];
      const keys = Object.keys(own && typeof own === "object" ? own : options).sort();
      return [member, keys.map((key) => [key, (options as Record<string, unknown>)[key]])];
    });
}

function unquoted(text: string): string {
  try {
    return formatFqn(parseFqn(text));
  } catch (error) {
    if (error instanceof FqnError) return text;
    throw error;
  }
}
