import type { Evidence } from "../../assets/changes/change.model.js";
import { a, list } from "../wording/english.js";
import type { Reference } from "../wording/reference.js";
import { because } from "../wording/statement.js";
import type { TableReading } from "./table-reading.js";

/** Nouns for those who do things. Staff are left out: who serves is not what a row is about. */
const PARTIES = new Set(
  "customer client guest subscriber user member patient student buyer borrower tenant passenger account person visitor shopper player donor pupil attendee".split(
    " ",
  ),
);

/** How events are put into words: `rental of {thing} by {party}`. Only where the words leave no doubt. */
const EVENTS: ReadonlyMap<string, { readonly thing?: string; readonly party?: string }> = new Map(
  Object.entries({
    rental: { thing: "of", party: "by" },
    order: { party: "by" },
    purchase: { thing: "of", party: "by" },
    booking: { thing: "of", party: "by" },
    reservation: { thing: "of", party: "by" },
    loan: { thing: "of", party: "to" },
    payment: { party: "by" },
    review: { thing: "of", party: "by" },
    vote: { party: "by" },
    visit: { party: "by" },
    enrolment: { thing: "in", party: "of" },
    enrollment: { thing: "in", party: "of" },
    subscription: { thing: "to", party: "of" },
    appointment: { party: "of" },
    admission: { party: "of" },
    prescription: { thing: "of", party: "for" },
    session: { party: "of" },
    login: { party: "by" },
  }),
);

/** What is always of something else. */
const PARTS = new Set(
  "copy version variant page chapter attachment image photo translation revision instalment installment".split(" "),
);

interface EventPhrase {
  readonly phrase: string;
  readonly evidence?: Evidence;
}

/** The entity with what each row must belong to, as the foreign keys say: `rental of an inventory item by a customer`. */
export function eventPhrase({ one, entity, references, facts }: TableReading): EventPhrase {
  const base = one!;
  const noun = base.split(" ").at(-1)!;
  const required = references.filter(
    ({ key, self, entity }) =>
      !self &&
      entity !== null &&
      key.columns.every((name) => !facts.columns.find((column) => column.name === name)?.nullable),
  );
  const words = EVENTS.get(entity.head);
  const parties = required.filter((reference) => PARTIES.has(lastWord(reference)) && !isStaff(reference));
  const things = required.filter((reference) => !PARTIES.has(lastWord(reference)));
  const tail: string[] = [];
  const used: Reference[] = [];
  const add = (preposition: string | undefined, among: readonly Reference[]) => {
    if (preposition === undefined || among.length !== 1) return;
    used.push(among[0]!);
    tail.push(`${preposition} ${a(among[0]!.entity!)}`);
  };
  if (words) {
    const thing = things.filter((reference) => !isStaff(reference));
    add(words.thing, thing);
    add(
      words.party,
      parties.filter(({ role }) => role === null),
    );
  } else {
    // `order line` that refers to orders is a line of an order.
    const parent = required.find(({ entity }) => base.split(" ").slice(0, -1).join(" ") === entity);
    if (parent) return { phrase: `${noun} of ${a(parent.entity!)}`, evidence: belongs([parent]) };
    if (PARTS.has(noun)) add("of", required);
  }
  if (used.length === 0) return { phrase: base };
  return { phrase: `${base} ${tail.join(" ")}`, evidence: belongs(used) };
}

const lastWord = ({ entity }: Reference): string => entity!.split(" ").at(-1)!;
const isStaff = ({ entity }: Reference): boolean => /\b(staff member|employee|manager|agent|clerk)$/.test(entity!);

const belongs = (references: readonly Reference[]): Evidence =>
  because("foreign keys", `Each row must refer to ${list(references.map(({ entity }) => a(entity!)))}.`, 0.8);
