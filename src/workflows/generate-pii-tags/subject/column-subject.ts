import { type Clue, clamp, clue } from "../clue.js";
import { ORGANISATIONS, PERSON_ROLES, THINGS } from "./roles.js";
import type { Subject } from "./subject.js";

/** Words of roles that rather say what part of a table it is. */
const NO_ROLE = new Set(["account", "profile", "party"]);
const NO_THING = new Set(["code", "type", "status", "count", "flag", "date", "template", "photo", "health"]);

/**
 * Whether what a column holds is about a natural person: what its own name says comes before what its table is about.
 * `rest` are the words of the name that do not say what kind of value it is.
 */
export function columnSubject(
  rest: readonly string[],
  subject: Subject,
): { readonly person: number; readonly clue: Clue } {
  const said = rest.filter(
    (word) =>
      (PERSON_ROLES.has(word) && !NO_ROLE.has(word)) ||
      ORGANISATIONS.has(word) ||
      (THINGS.has(word) && !NO_THING.has(word)),
  );
  const word = said.findLast((each) => PERSON_ROLES.has(each)) ?? said.at(-1);
  if (word === undefined) {
    const home = rest.includes("home") || rest.includes("pickup") ? 1.5 : 0;
    const person = clamp(subject.person + home, -5, 5);
    return { person, clue: aboutTable(subject, person) };
  }
  const role = PERSON_ROLES.get(word);
  if (role === undefined) {
    // The office phone of an employee is the employee's.
    const person = ORGANISATIONS.has(word) ? (subject.kind === "PERSON" ? subject.person * 0.5 : -3) : -2.5;
    return {
      person,
      clue: clue("column name", `Its name says that it is about "${word}", not about a person.`, person),
    };
  }
  const person = word === "contact" ? 3 : roleWeight(word, role, subject);
  return { person, clue: clue("column name", `Its name says that it is about "${word}".`, person) };
}

/** A customer may be a company: the table of customers knows. */
function roleWeight(word: string, weight: number, subject: Subject): number {
  const own = subject.roles.includes(word) ? subject : undefined;
  const table =
    own ??
    [...subject.neighbours.values()].find(
      ({ roles, kind }) => roles.includes(word) && (kind === "PERSON" || kind === "ORGANISATION"),
    );
  return table ? clamp(table.person, -4, 4) : weight;
}

function aboutTable({ clues, kind }: Subject, person: number): Clue {
  const strongest = [...clues].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))[0];
  const about =
    person > 1
      ? "The rows are about people."
      : person < -1
        ? "The rows are not about people."
        : "The rows may be about people.";
  return clue("table", `${about} ${strongest?.detail ?? ""} (${kind.toLowerCase()})`, person);
}
