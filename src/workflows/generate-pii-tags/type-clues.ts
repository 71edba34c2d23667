import { type Clue, clue } from "./clue.js";
import type { NameRule } from "./name-rules.js";
import { PiiKind } from "./pii-kind.js";
import type { DeclaredType } from "./type-family.js";

/** The fewest characters that hold such a thing. */
const SHORTEST: Partial<Record<PiiKind, number>> = {
  [PiiKind.Email]: 8,
  [PiiKind.Phone]: 4,
  [PiiKind.Address]: 4,
  [PiiKind.PostalCode]: 3,
  [PiiKind.Iban]: 15,
  [PiiKind.Password]: 4,
  [PiiKind.FreeText]: 30,
  [PiiKind.Photo]: 8,
  [PiiKind.IpAddress]: 7,
  [PiiKind.Username]: 3,
  [PiiKind.CardNumber]: 3,
  [PiiKind.NationalId]: 5,
};

/** What the declared type says: mostly what it rules out. */
export function typeClues({ kind, types }: NameRule, { family, length }: DeclaredType): Clue[] {
  const source = "declared type";
  if (!types.has(family)) return [clue(source, "Its type can't hold such values.", -9)];
  const shortest = SHORTEST[kind];
  if (length !== null && shortest !== undefined && length < shortest)
    return [clue(source, `${length} characters are too few for that.`, -4)];
  if (family === "ip" && kind === PiiKind.IpAddress) return [clue(source, "Its type is for IP addresses.", 2)];
  if (family === "mac" && kind === PiiKind.MacAddress) return [clue(source, "Its type is for hardware addresses.", 2)];
  if (kind === PiiKind.FreeText && (length === null || length >= 200))
    return [clue(source, "It has room for long texts.", 0.5)];
  return [];
}
