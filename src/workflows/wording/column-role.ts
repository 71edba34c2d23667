import type { ColumnFacts } from "../../assets/facts/table-facts.js";
import type { NameWords } from "./read-name.js";
import { typeFamily } from "./type-family.js";

/** What a column is there for, where it is not there for the subject of its table but for the row. */
export type RowKeeping =
  | "created at"
  | "created by"
  | "changed at"
  | "changed by"
  | "deleted at"
  | "deleted by"
  | "deleted"
  | "row version";

const CREATED =
  /^(row |record )?(created|create|creation|inserted|insert)( (at|on|date|time|timestamp|datetime|UTC|date UTC))+$/;
const CHANGED =
  /^(row |record |last |date )?(updated|update|modified|modify|changed|change|modification|edited|touched)( (at|on|date|time|timestamp|datetime|UTC))*$|^(last|latest) (update|change|modification)( (date|time|at))?$/;
const DELETED = /^(row |record )?(deleted|removed|delete)( (at|on|date|time|timestamp|datetime))+$/;
/** Whether a table of such things tells of what happened to others. */
export const isLog = (head: string): boolean => LOGS.has(head);

const LOGS = new Set("log audit history change event revision".split(" "));
const BY = / by( (user|ID|user ID|name))?$/;

/** By the name, where the type goes with it. */
export function rowKeeping(column: ColumnFacts, name: NameWords, head: string): RowKeeping | null {
  const family = typeFamily(column.type);
  const phrase = name.phrase;
  // What a log tells of happened to something else.
  if (isLog(head)) return null;
  const isTime = family === "timestamp" || family === "date";
  if (isTime) {
    if (CREATED.test(phrase) || /^date created$/.test(phrase)) return "created at";
    if (CHANGED.test(phrase) && phrase !== "update" && phrase !== "change") return "changed at";
    if (DELETED.test(phrase)) return "deleted at";
  }
  if (BY.test(phrase)) {
    const done = phrase.replace(BY, "");
    if (/^(created|inserted|create)$/.test(done)) return "created by";
    if (/^(last )?(updated|modified|changed|edited)$/.test(done)) return "changed by";
    if (/^(deleted|removed)$/.test(done)) return "deleted by";
  }
  if (/^(is |was )?(deleted|soft deleted|removed)( flag| bool| boolean)?$/.test(phrase) && isFlag(family))
    return "deleted";
  if (/^(row|lock|record|optimistic lock) version$|^rowversion$/.test(phrase) && family === "integer")
    return "row version";
  return null;
}

const isFlag = (family: string): boolean => family === "boolean" || family === "integer" || family === "text";
