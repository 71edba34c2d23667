import type { Domain } from "./domains.js";
import { splitName } from "./split-name.js";

/** A line of business, with the words that it uses for what names call otherwise. */
export interface Industry {
  readonly name: string;
  /** Noun in the singular to the industry's own. */
  readonly nouns: ReadonlyMap<string, string>;
  /** Domains of words that elsewhere mean something else or nothing in particular. */
  readonly domains: ReadonlyMap<string, Domain>;
}

interface Row {
  readonly name: string;
  readonly recognised: string;
  readonly nouns?: Readonly<Record<string, string>>;
  readonly domains?: Readonly<Record<string, Domain>>;
}

const ROWS: readonly Row[] = [
  {
    name: "banking",
    recognised: "bank banks banking credit lender lending fintech mortgage mortgages wealth brokerage",
    nouns: { customer: "client" },
    domains: {
      account: "Finance",
      position: "Finance",
      transaction: "Finance",
      customer: "Sales",
      branch: "Operations",
    },
  },
  {
    name: "insurance",
    recognised: "insurance insurer insurers reinsurance underwriting",
    nouns: { customer: "client" },
    domains: { policy: "Insurance", claim: "Insurance", account: "Finance", product: "Insurance" },
  },
  {
    name: "health care",
    recognised:
      "health healthcare hospital hospitals clinic clinics clinical medical medicine pharmacy pharmaceutical nursing patient patients",
    nouns: { customer: "patient", client: "patient" },
    domains: {
      customer: "Health",
      client: "Health",
      visit: "Health",
      order: "Health",
      case: "Health",
      staff: "People",
    },
  },
  {
    name: "hospitality",
    recognised: "hotel hotels hospitality resort resorts lodging accommodation restaurant restaurants",
    nouns: { customer: "guest", client: "guest" },
    domains: {
      customer: "Travel and hospitality",
      property: "Travel and hospitality",
      order: "Travel and hospitality",
    },
  },
  {
    name: "education",
    recognised: "education school schools university universities college colleges edtech academy",
    domains: { class: "Education", program: "Education", subject: "Education", session: "Education" },
  },
  {
    name: "telecommunications",
    recognised: "telecom telecoms telecommunications telco broadband",
    nouns: { customer: "subscriber" },
    domains: { line: "Product", call: "Operations" },
  },
  {
    name: "law and consulting",
    recognised: "legal law lawyers consulting consultancy advisory",
    nouns: { customer: "client" },
    domains: { case: "Operations", matter: "Operations" },
  },
  {
    name: "retail",
    recognised: "retail retailer shop shops ecommerce commerce grocery supermarket wholesale store stores",
    domains: { item: "Product", title: "Product", film: "Product" },
  },
  {
    name: "real estate",
    recognised: "realty property properties landlord letting",
    nouns: {},
    domains: { unit: "Real estate", contract: "Real estate", agent: "Real estate" },
  },
  {
    name: "logistics",
    recognised: "logistics freight shipping courier couriers transport transportation haulage",
    domains: { order: "Logistics", stop: "Logistics" },
  },
];

export const NO_INDUSTRY: Industry = { name: "", nouns: new Map(), domains: new Map() };

/**
 * The industry that a client's text speaks of, by its words and nothing else: whatever the text says, all that comes of
 * it is one of these rows. The most words win; of equals the first named.
 */
export function readIndustry(text: string | null | undefined): Industry {
  const words = splitName((text ?? "").slice(0, 1000));
  let best: { row: Row; hits: number; first: number } | undefined;
  for (const row of ROWS) {
    const known = new Set(row.recognised.split(" "));
    const places = words.flatMap((word, index) => (known.has(word) ? [index] : []));
    if (places.length === 0) continue;
    const found = { row, hits: places.length, first: places[0]! };
    if (!best || found.hits > best.hits || (found.hits === best.hits && found.first < best.first)) best = found;
  }
  if (!best) return NO_INDUSTRY;
  const { name, nouns, domains } = best.row;
  return { name, nouns: new Map(Object.entries(nouns ?? {})), domains: new Map(Object.entries(domains ?? {})) };
}

/** The phrase with its head noun as the industry says it: `regular customer`, `regular client`. */
export function inIndustry(phrase: string, industry: Industry): string {
  const words = phrase.split(" ");
  const other = industry.nouns.get(words.at(-1)!);
  return other === undefined ? phrase : [...words.slice(0, -1), other].join(" ");
}
