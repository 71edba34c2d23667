import { isNamedAfterPeople } from "../vocabulary/people.js";
import { NAMING, PERSONAL } from "./names.js";

/** A closed list of a few words says nothing of a single person. */
const CLOSED = new Set(["PII.Gender"]);

/** Whether a column's values are about persons, by its tags or by its name: then they are never part of a rule. */
export function isPersonal(words: readonly string[], table: string, tags: readonly string[]): boolean {
  if (tags.length > 0) return !tags.every((tag) => CLOSED.has(tag));
  return PERSONAL.in(words) || (NAMING.in(words) && isNamedAfterPeople(table));
}
