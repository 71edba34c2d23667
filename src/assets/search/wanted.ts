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
  /** Which bits of `flags` are asked for, and what they have to be; null where more than those is asked for. */
  readonly flags: { readonly mask: number; readonly value: number } | null;
  /** Names after this and before that. */
  readonly after: string;
  readonly before: string;
}

/** The last that a name can be before: no name begins with it. */
const AFTER_ALL_NAMES = "\u{10ffff}";

/** What is true of a table or not, in the order of its bits: the migrations have the same names. */
const FLAGS: readonly (readonly [name: string, (filter: AssetFilter) => boolean | null | undefined])[] = [
  ["pii", (filter) => filter.piiTagged],
  ["described", (filter) => filter.described],
  ["rules", (filter) => filter.hasDqRules],
  ["violations", (filter) => filter.hasOpenViolations],
  ["pending", (filter) => filter.requiresApproval],
];

/** Of a query's words in the form of `search_words`: all of them have to be there, the last may go on. */
export function wantedOf(
  tenantId: string,
  words: readonly string[] | null,
  filter: AssetFilter,
  under: Fqn | null,
): Wanted {
  const prefix = createHash("md5").update(tenantId).digest("hex").slice(0, 6); // asset_search_prefix
  const query = (mark: string) => words && `${words.map((word) => `'${prefix}${mark}${cut(word)}'`).join(" & ")}:*`;
  const tags = filter.tags ?? [];
  const asked = FLAGS.flatMap(([name, answer], bit) => {
    const holds = answer(filter);
    return holds == null ? [] : [{ fact: holds ? name : `no ${name}`, mask: 2 ** bit, value: holds ? 2 ** bit : 0 }];
  });
  const facts = [...tags.map((tag) => `tag ${tag.trim().normalize("NFC")}`), ...asked.map(({ fact }) => fact)];
  return {
    tenantId,
    anywhere: query(""),
    inNames: query("="),
    facts: facts.map((each) => `${prefix}${each}`),
    flags:
      words || tags.length > 0
        ? null
        : { mask: sum(asked.map(({ mask }) => mask)), value: sum(asked.map(({ value }) => value)) },
    ...rangeOf(under),
  };
}

/** The migration cuts words too. */
const cut = (word: string): string => [...word].slice(0, 40).join("");

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** Names under one begin with it and a dot, and no sign is between a dot and a slash. */
function rangeOf(under: Fqn | null): Pick<Wanted, "after" | "before"> {
  if (!under) return { after: "", before: AFTER_ALL_NAMES };
  const name = formatFqn(under);
  return { after: `${name}.`, before: `${name}/` };
}
