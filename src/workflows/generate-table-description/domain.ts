import { type Finding, ProposedChangeKind } from "../../assets/changes/change.model.js";
import { DOMAIN_WORDS, DOMAINS, type Domain } from "../wording/domains.js";
import { singular } from "../wording/english.js";
import { nameInText } from "../wording/inert-text.js";
import { isJoined } from "../wording/links.js";
import { readName } from "../wording/read-name.js";
import { because, statement } from "../wording/statement.js";
import type { TableReading } from "./table-reading.js";

/** What words weigh by where they stand. A table's own name says most; its last word more than those before. */
const WEIGHTS = { head: 3, name: 1.5, generic: 0.5, neighbour: 0.7, onlyNeighbour: 2, column: 0.3 };
/** Heads that belong to whatever stands around them: their neighbours say more. */
const GENERIC = new Set(
  "session category type status group class kind tag label genre item detail line entry value".split(" "),
);
const MOST_BY_COLUMNS = 1.2;
const MOST_BY_NEIGHBOURS = 2;
/** The least that a domain needs, and by how much it has to lead. */
const LEAST = 1.2;
const LEAD = 0.4;

/** The part of the business that the table belongs to; undefined where its words don't say. */
export function tableDomain(reading: TableReading): Finding | undefined {
  const { facts, entity, keys, references } = reading;
  const own = new Map<Domain, number>();
  const words = entity.name.words.map((word) => word.toLowerCase());
  const joined = keys.links.length > 1 && isJoined(entity, references);
  const spoken = phrases(words);
  const named = spoken.filter((word) => !GENERIC.has(word));
  const leading = named.find((word) => word === entity.head) ?? named.at(-1);
  for (const word of spoken) {
    const weight = GENERIC.has(word) ? WEIGHTS.generic : word === leading && !joined ? WEIGHTS.head : WEIGHTS.name;
    add(own, reading, word, weight);
  }
  const neighbourWeight = leading === undefined ? WEIGHTS.onlyNeighbour : WEIGHTS.neighbour;
  const byColumns = new Map<Domain, number>();
  const linked = new Set(keys.outgoing.flatMap(({ columns }) => columns));
  for (const column of facts.columns) {
    if (linked.has(column.name)) continue;
    for (const word of phrases(readName(column.name).words)) add(byColumns, reading, word, WEIGHTS.column);
  }
  const byNeighbours = new Map<Domain, number>();
  const neighbours = [...references.map(({ key }) => key.target.table), ...keys.incoming.map(({ from }) => from.name)];
  for (const name of new Set(neighbours))
    for (const word of phrases(readName(name).words)) add(byNeighbours, reading, word, neighbourWeight);
  const total = (domain: Domain) =>
    (own.get(domain) ?? 0) +
    Math.min(byColumns.get(domain) ?? 0, MOST_BY_COLUMNS) +
    Math.min(byNeighbours.get(domain) ?? 0, MOST_BY_NEIGHBOURS);
  const ranked = [...DOMAINS]
    .map((domain) => ({ domain, score: total(domain) }))
    .sort((one, other) => other.score - one.score);
  const [best, second] = ranked;
  const score = best!.score + (isLookup(reading) && best!.score === 0 ? 2 : 0);
  const domain = best!.score === 0 && score > 0 ? "Reference data" : best!.domain;
  if (score < LEAST || (best!.score > 0 && best!.score - second!.score < LEAD)) return undefined;
  const evidence = [
    because(
      "table name",
      `${nameInText(entity.name.phrase)}: weight ${figure(own.get(domain))}.`,
      (own.get(domain) ?? 0) / 5,
    ),
    because("neighbouring tables", `Weight ${figure(byNeighbours.get(domain))}.`, (byNeighbours.get(domain) ?? 0) / 5),
    because("column names", `Weight ${figure(byColumns.get(domain))}.`, (byColumns.get(domain) ?? 0) / 5),
  ].filter(({ weight }) => weight > 0);
  if (domain === "Reference data" && isLookup(reading))
    evidence.push(because("keys", "A short list that other tables refer to.", 0.4));
  return statement({
    column: null,
    kind: ProposedChangeKind.DOMAIN,
    value: domain,
    confidence: Math.min(0.9, 0.5 + score / 12),
    summary: "The words of the table's name, of its columns and of its neighbours.",
    evidence,
  });
}

const figure = (weight: number | undefined): string => (weight ?? 0).toFixed(1);

/** Single words and pairs of them, in the singular. */
function phrases(words: readonly string[]): string[] {
  const single = words.map((word) => singular(word.toLowerCase()).split(" ")[0]!);
  const pairs = single.slice(1).map((word, index) => `${single[index]}_${word}`);
  const known = pairs.filter((pair) => DOMAIN_WORDS.has(pair));
  const paired = new Set(known.flatMap((pair) => pair.split("_")));
  return [...known, ...single.filter((word) => !paired.has(word))];
}

function add(scores: Map<Domain, number>, { industry }: TableReading, word: string, weight: number): void {
  const byIndustry = industry.domains.get(word);
  const domains = byIndustry ? [byIndustry] : (DOMAIN_WORDS.get(word) ?? []);
  for (const domain of domains) scores.set(domain, (scores.get(domain) ?? 0) + weight / Math.sqrt(domains.length));
}

/** A few columns with a name or a code, that others refer to and that refers to nothing. */
function isLookup({ facts, keys, subject }: TableReading): boolean {
  const labels = subject.filter((name) =>
    /(name|code|description|label|title|abbreviation|order|value)$/.test(readName(name).phrase),
  );
  return (
    keys.outgoing.length === 0 &&
    keys.incoming.length > 0 &&
    facts.columns.length <= 5 &&
    subject.length > 0 &&
    labels.length === subject.length
  );
}
