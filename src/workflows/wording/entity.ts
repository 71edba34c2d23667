import { DOMAIN_WORDS } from "./domains.js";
import { isMass, isParticiple, plural, singular } from "./english.js";
import { isReadable, readInTable, readTongue, type Tongue } from "./read-in-table.js";
import { isEnglish, type NameWords } from "./read-name.js";
import { splitName } from "./split-name.js";

/** What the rows of a table are, by its name. */
export interface Entity {
  readonly name: NameWords;
  /** `order line`; null where the name can't be bent into a sentence. */
  readonly one: string | null;
  readonly many: string | null;
  /** The last word, in the singular, before the industry changes it; empty without one. */
  readonly head: string;
  /** How its columns are named. */
  readonly tongue: Tongue;
  /** Rows are not counted by it: information, metadata. */
  readonly mass: boolean;
  /** What the name says beside the entity. */
  readonly marks: Marks;
}

export interface Marks {
  /** `2007-01`: the name ends with a date. */
  readonly period: string | null;
  /** `dim_`, `fact_`, `stg_` and the like, in words. */
  readonly layer: string | null;
  /** The name is of the form `customer_list`: a list of customers. */
  readonly listing: boolean;
}

/** Prefixes that say of which layer a table is, and in words what. */
const LAYERS: ReadonlyMap<string, string> = new Map([
  ["dim", "dimension"],
  ["fact", "facts"],
  ["fct", "facts"],
  ["stg", "staging"],
  ["staging", "staging"],
  ["raw", "raw data"],
  ["tmp", "temporary"],
  ["temp", "temporary"],
  ["bkp", "backup"],
]);
const EMPTY_PREFIXES = new Set(["tbl", "tab", "table", "t", "vw", "v", "view", "mv", "tb"]);
const EMPTY_SUFFIXES = new Set(["tbl", "table", "view", "vw", "v", "mv"]);
const LISTING = new Set(["list", "listing", "overview", "summary"]);

/**
 * Reads a table's name. `columns` and `related` help to tell whether an unknown word may be English: `gizmo` in a table
 * whose columns are English is a thing that one can put into the plural, `bestellung` beside `kundennr` is not.
 */
export function readEntity(tableName: string, columns: readonly string[]): Entity {
  const { rest, layer, period } = withoutMarks(tableName);
  const tongue = readTongue(columns);
  const name = readInTable(withoutPrefix(rest, columns), { ...tongue, prefix: null });
  const unbent = {
    name,
    tongue,
    one: null,
    many: null,
    head: "",
    mass: false,
    marks: { period, layer, listing: false },
  };
  if (!name.meaningful || name.words.length === 0 || name.words.length > 6) return unbent;
  if (!isReadable(name, tongue) || name.words.some((word) => !/^[a-z]+$/i.test(word))) return unbent;
  if (name.words.length === 1 && SAYS_NOTHING.has(name.words[0]!)) return unbent;
  const listing = name.words.length > 1 && LISTING.has(name.words.at(-1)!);
  const words = listing ? name.words.slice(0, -1) : name.words;
  const last = words.at(-1)!;
  // `users roles` are user roles.
  const before = words
    .slice(0, -1)
    .map((word) => (word !== "sales" && DOMAIN_WORDS.has(singular(word)) ? singular(word) : word));
  const connected = words.findIndex((word) => CONNECTORS.has(word));
  if (connected >= 0) return { ...unbent, head: connected > 0 ? singular(words[connected - 1]!) : "" };
  if (isParticiple(last) || NO_NOUNS.has(last)) return unbent;
  const head = singular(last);
  const mass = isMass(last);
  const phrase = (form: string) => [...before, form].join(" ");
  return {
    name,
    tongue,
    one: mass ? null : phrase(head),
    many: phrase(plural(head)),
    head: head.split(" ")[0]!,
    mass,
    marks: { period, layer, listing },
  };
}

/**
 * `wp_posts`: letters before a name in words say of which application the table is, at most. Letters that a column has as
 * well (`atm_id`) are a word of the business.
 */
function withoutPrefix(name: string, columns: readonly string[]): string {
  const [first, ...rest] = splitName(name);
  const isPrefix =
    first !== undefined &&
    /^[a-z]{1,3}$/.test(first) &&
    !isEnglish(first) &&
    !columns.some((column) => splitName(column)[0] === first);
  return isPrefix && rest.length > 0 && rest.every(isEnglish) ? rest.join("_") : name;
}

/** `sales_by_store` names no single thing. */
const CONNECTORS = new Set("by per of in on to for with and or but the not via from at".split(" "));
/** Whatever is in the table, it is called so. */
const SAYS_NOTHING = new Set(
  "data information value values record records entry entries row rows item items stuff list misc".split(" "),
);
const NO_NOUNS = new Set("active inactive new old id all current daily monthly weekly total max min".split(" "));

function withoutMarks(tableName: string): { rest: string; layer: string | null; period: string | null } {
  let tokens = tableName.split(/[_\s]+/).filter((token) => token !== "");
  const period = /^(.*?)_?[py]?((?:19|20)\d\d)(?:_?[mq]?(0[1-9]|1[0-2]))?(?:_?(0[1-9]|[12]\d|3[01]))?$/i.exec(
    tableName,
  );
  if (period?.[1]) tokens = period[1].split(/[_\s]+/).filter((token) => token !== "");
  let layer: string | null = null;
  if (tokens.length > 1) {
    const first = tokens[0]!.toLowerCase();
    layer = LAYERS.get(first) ?? null;
    if (layer !== null || EMPTY_PREFIXES.has(first)) tokens = tokens.slice(1);
  }
  if (tokens.length > 1 && EMPTY_SUFFIXES.has(tokens.at(-1)!.toLowerCase())) tokens = tokens.slice(0, -1);
  if (tokens.length === 1 && /^tbl[A-Z]/.test(tokens[0]!)) tokens = [tokens[0]!.slice(3)];
  return {
    rest: tokens.join("_"),
    layer,
    period: period?.[1]
      ? period
          .slice(2)
          .filter((part) => part !== undefined)
          .join("-")
      : null,
  };
}
