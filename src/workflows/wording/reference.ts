import type { RelatedTable, TableFacts } from "../../assets/facts/table-facts.js";
import { singular } from "./english.js";
import { type Entity, readEntity } from "./entity.js";
import { type Industry, inIndustry } from "./industry.js";
import { type ForeignKey, isSelf } from "./keys.js";
import { withoutOwn } from "./own-name.js";
import { isReadable, readInTable } from "./read-in-table.js";

/** A foreign key, read: what it points to, and as what. */
export interface Reference {
  readonly key: ForeignKey;
  readonly self: boolean;
  /** Name of the target table as it is written, with its schema where that is another. */
  readonly target: string;
  /** What a row of the target is, in the industry's word: `customer`; null where the name says nothing. */
  readonly entity: string | null;
  /** As what it is referred to, where that is not just the entity: `manager`, `billing address`. */
  readonly role: string | null;
  /** A role that is no noun: `reports to`, `ship via`. */
  readonly verbal: boolean;
  /** What to call the row that is referred to: the role, or the entity as the column has it; null where neither can be read. */
  readonly label: string | null;
}

/** `source` is the table that the key belongs to. */
export function readReference(facts: TableFacts, source: Entity, key: ForeignKey, industry: Industry): Reference {
  const { schema, table } = key.target;
  const columns = relatedTable(facts, key)?.columns.map(({ name }) => name) ?? facts.columns.map(({ name }) => name);
  const entity = readEntity(table, columns);
  const one = entity.one === null ? null : inIndustry(entity.one, industry);
  const { role, verbal, short } = roleOf(key, entity, source);
  const self = isSelf(facts, key);
  return {
    key,
    self,
    target: schema === facts.schema ? table : `${schema}.${table}`,
    entity: one,
    role,
    verbal,
    label: (verbal ? null : role) ?? short ?? one,
  };
}

const relatedTable = (facts: TableFacts, { target }: ForeignKey): RelatedTable | undefined =>
  facts.related.find(({ schema, name }) => schema === target.schema && name === target.table);

interface Role {
  readonly role: string | null;
  readonly verbal: boolean;
  /** The entity in fewer words, as the column has it: `category` of product categories. */
  readonly short: string | null;
}

const KEY_WORDS = new Set(["ID", "IDs", "UUID", "GUID", "key", "fk", "code", "number", "ref", "reference", "pk"]);

/** What of the column's name is neither the key nor the entity. */
function roleOf({ columns, target }: ForeignKey, entity: Entity, source: Entity): Role {
  const none = { role: null, verbal: false, short: null };
  // `iban` that refers to `iban` says no more than that.
  if (columns.length > 1 || columns[0] === target.columns[0]) return none;
  const name = readInTable(columns[0]!, source.tongue);
  if (!isReadable(name, { english: true })) return none;
  // `post_author` of a post is its author.
  const apart = withoutOwn(name.words, source);
  let words = [...(apart.every((word) => KEY_WORDS.has(word)) ? name.words : apart)];
  if (words[0] === "fk") words = words.slice(1);
  const key = readInTable(target.columns[0] ?? "", entity.tongue).words;
  // `debit_iban` of accounts is the debit account.
  const byKey = key.length < words.length && sameWords(words.slice(-key.length), key) && !KEY_WORDS.has(key.at(-1)!);
  if (byKey && entity.one !== null) return { ...none, role: [...words.slice(0, -key.length), entity.one].join(" ") };
  while (words.length > 1 && KEY_WORDS.has(words.at(-1)!)) words.pop();
  if (words.length === 1 && KEY_WORDS.has(words[0]!)) return none;
  const own = entity.name.words;
  if (sameWords(words, own)) return none;
  if (/^(to|by|via|for|at|in|on|with|from)$/.test(words.at(-1)!))
    return { ...none, role: words.join(" "), verbal: true };
  // `manager_staff_id` of staff: a manager; `billing_address_id` of address: a billing address, which says more.
  const rest = endsWith(words, own) ? words.slice(0, -own.length) : words;
  const says = rest.length > 0 && rest.length < words.length && isPerson(rest.at(-1)!) ? rest : words;
  if (endsWith(own, says)) return { ...none, short: says.join(" ") };
  if (entity.head !== "" && singular(says.at(-1)!) === entity.head && says.length === 1) return none;
  // `from_warehouse_id` is no noun by itself.
  const [first, ...others] = says;
  if (/^(from|to|in|out|on|at|by|for|of)$/.test(first!) && others.length > 0)
    return { ...none, role: `"${first}" ${others.join(" ")}` };
  return { ...none, role: says.join(" ") };
}

const NO_PERSONS = new Set(
  "order number quarter other paper letter former center major minor color after under from to for or".split(" "),
);
const isPerson = (word: string): boolean =>
  /(er|or|ee|ist|ian|man|parent|chief|head|rep|representative|child)$/.test(word) && !NO_PERSONS.has(word);

const same = (one: string, other: string): boolean =>
  one === other || singular(one) === other || one === singular(other) || singular(one) === singular(other);

const sameWords = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((word, index) => same(word, other[index]!));

const endsWith = (words: readonly string[], end: readonly string[]): boolean =>
  words.length > end.length && sameWords(words.slice(-end.length), end);
