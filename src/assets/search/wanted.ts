import { createHash } from "node:crypto";
import { type Fqn, formatFqn } from "../../platform/fqn.js";
import type { AssetFilter } from "./asset-filter.input.js";

/** What is looked for, in the terms of `asset_search`. */
export interface Wanted {
  readonly tenantId: string;
  /** A tsquery on all of a table's words, and one on those of its names; null where any words will do. */
  readonly anywhere: string | null;
  readonly inNames: string | null;
  readonly facts: readonly string[];
  /** Names after this and before that. */
  readonly after: string;
  readonly before: string;
}

/** The last that a name can be before: no name begins with it. */
const AFTER_ALL_NAMES = "\u{10ffff}";

/** Of a query's words in the form of `search_words`: all of them have to be there, the last may go on. */
export function wantedOf(
  tenantId: string,
  words: readonly string[] | null,
  filter: AssetFilter,
  under: Fqn | null,
): Wanted {
  const prefix = createHash("md5").update(tenantId).digest("hex").slice(0, 6); // asset_search_prefix
  const query = (mark: string) => words && `${words.map((word) => `'${prefix}${mark}${cut(word)}'`).join(" & ")}:*`;
  const facts = [
    ...(filter.tags ?? []).map((tag) => `tag ${tag.trim().normalize("NFC")}`),
    ...fact("pii", filter.piiTagged),
    ...fact("described", filter.described),
    ...fact("rules", filter.hasDqRules),
    ...fact("violations", filter.hasOpenViolations),
    ...fact("pending", filter.requiresApproval),
  ];
  return {
    tenantId,
    anywhere: query(""),
    inNames: query("="),
    facts: facts.map((each) => `${prefix}${each}`),
    ...rangeOf(under),
  };
}

/** The migration cuts words too. */
const cut = (word: string): string => [...word].slice(0, 40).join("");

const fact = (name: string, holds: boolean | null | undefined): string[] =>
  holds == null ? [] : [holds ? name : `no ${name}`];

/** Names under one begin with it and a dot, and no sign is between a dot and a slash. */
function rangeOf(under: Fqn | null): Pick<Wanted, "after" | "before"> {
  if (!under) return { after: "", before: AFTER_ALL_NAMES };
  const name = formatFqn(under);
  return { after: `${name}.`, before: `${name}/` };
}
