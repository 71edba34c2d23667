import { type Clue, clue } from "../clue.js";
import { type Sampled, share } from "./sampled.js";
import { percent } from "./value-clue.js";

/** How SNOMED CT's full names end: with what kind of thing they name. */
const SNOMED_NAME =
  /\((?:disorder|finding|procedure|situation|regime\/therapy|morphologic abnormality|body structure|event)\)$/;
const ICD_10 = /^[A-TV-Z]\d[\dAB](?:\.[\dA-Z]{1,4})$/;
const LOINC = /^\d{3,5}-\d$/;

/** Codes and names by which medicine calls things. Only rows that name a patient make them somebody's. */
export function clinicalValueClue({ distinct }: Sampled): Clue | undefined {
  const tests: readonly (readonly [string, (value: string) => boolean, number])[] = [
    ["full names of SNOMED CT", (value) => SNOMED_NAME.test(value), 0.4],
    ["codes of SNOMED CT with their check digit", isSnomed, 0.9],
    ["codes of ICD-10", (value) => ICD_10.test(value), 0.9],
    ["codes of LOINC", (value) => LOINC.test(value), 0.9],
  ];
  if (distinct.length < 3) return undefined;
  for (const [what, test, least] of tests) {
    const found = share(distinct, test);
    if (found >= least) return clue("values: codes of medicine", `${percent(found)} are ${what}.`, 3.5);
  }
  return undefined;
}

/** Of 6 to 18 digits, the last one is Verhoeff's check digit, the two before it say that it is a concept. */
const isSnomed = (value: string): boolean => /^[1-9]\d{3,15}[01]0\d$/.test(value) && passesVerhoeff(value);

/** The dihedral group of order ten: reflections are those from 5 on. */
function times(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b) % 5) : (a - b + 5) % 5;
}

const TURNED = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

function passesVerhoeff(digits: string): boolean {
  let check = 0;
  for (let at = 0; at < digits.length; at++) {
    let digit = Number(digits[digits.length - 1 - at]);
    for (let turn = at % 8; turn > 0; turn--) digit = TURNED[digit]!;
    check = times(check, digit);
  }
  return check === 0;
}
