import { typeFamily as fineFamily } from "../wording/type-family.js";

export type TypeFamily = "text" | "number" | "boolean" | "time" | "binary" | "uuid" | "document" | "other";

const FAMILIES: Partial<Readonly<Record<ReturnType<typeof fineFamily>, TypeFamily>>> = {
  text: "text",
  xml: "text",
  integer: "number",
  decimal: "number",
  money: "number",
  boolean: "boolean",
  date: "time",
  timestamp: "time",
  binary: "binary",
  uuid: "uuid",
  json: "document",
};

/** What a declared type can hold, as far as it matters here. */
export const typeFamily = (type: string): TypeFamily => FAMILIES[fineFamily(type)] ?? "other";

/** Types of PostgreSQL and its extensions that nobody made for the database, and that are no family. */
const NOT_OWN = /range$|^(tsquery|pg_lsn|hstore|ltree|xid8?|cid|tid|reg\w+|jsonpath)$/;

/** Whether the database's owner made the type: an enum, a domain or a composite. */
export const isOwnType = (type: string): boolean => fineFamily(type) === "own" && !NOT_OWN.test(type);
