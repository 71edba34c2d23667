import { PiiKind } from "../pii-kind.js";
import { folded, knownNames } from "./known-names.js";
import { mean, type Sampled, share } from "./sampled.js";
import { percent, type ValueClue } from "./value-clue.js";

const COMPANY =
  /\b(inc|ltd|llc|llp|gmbh|corp|corporation|company|co|ag|kg|ohg|plc|s\.?a|s\.?l|sarl|s\.?r\.?l|ltda|lda|oy|ab|bv|nv|pty|group|holding|holdings|industries|enterprises|partners|associates|foundation|solutions|systems|services|consulting|technologies|bank|university|restaurant|hotel|market|shop|stores?|foods|import|export|trading|traders|distribution|e\.?v)\b\.?|&/i;
const words = (value: string) => value.split(/[\s,]+/).filter((word) => word !== "");
const bare = (word: string) => folded(word).replace(/[^\p{L}'-]/gu, "");

export function looksLikeFullName(value: string): boolean {
  const list = value.split(/[,;]\s/);
  if (list.length > 1 && list.every((each) => /\S\s\S/.test(each))) return list.some(isFullName);
  return isFullName(value);
}

function isFullName(value: string): boolean {
  const parts = words(value);
  if (parts.length < 2 || parts.length > 4 || /\d/.test(value)) return false;
  const { first, last } = knownNames();
  const [head, tail] = [bare(parts[0]!), bare(parts.at(-1)!)];
  // "Smith, Mary" is one too.
  return (
    (first.has(head) && (last.has(tail) || parts.length === 2)) ||
    (value.includes(",") && last.has(head) && first.has(tail))
  );
}

export function looksLikeName(value: string): boolean {
  const parts = words(value);
  if (parts.length > 2) return false;
  const { first, last } = knownNames();
  return parts.some((part) => first.has(bare(part)) || last.has(bare(part)));
}

export const looksLikeCompany = (value: string): boolean => COMPANY.test(value);

export function nameClues({ distinct }: Sampled): ValueClue[] {
  const full = share(distinct, looksLikeFullName);
  const single = share(distinct, looksLikeName);
  const company = share(distinct, looksLikeCompany);
  const digits = share(
    distinct,
    (value) => (value.match(/\d/g)?.length ?? 0) > value.length / 2 || /^[A-Z]{0,3}[-\d]+[A-Z]?$/.test(value),
  );
  const clues: ValueClue[] = [];
  const add = (detail: string, weight: number, personal = 0) =>
    clues.push({ kind: PiiKind.PersonName, source: "values: names of people", detail, weight, personal });
  if (digits > 0.5) add(`${percent(digits)} hold digits.`, -3);
  else if (company > 0.12) add(`${percent(company)} look like names of companies.`, -3.5, -3);
  else if (full >= 0.4 && distinct.length >= 2)
    add(`${percent(full)} are a known first name with a last name.`, full >= 0.7 ? 6.5 : 4.5, 3.5);
  else if (mean(distinct, (value) => words(value).length / value.split(/[,;]/).length) > 4)
    add("They are sentences rather than names.", -4);
  else if (single >= 0.35) add(`${percent(single)} are known first or last names.`, 1 + 3 * single, 0.5);
  else if (distinct.length >= 8 && full + single < 0.06) add("Hardly any is a known name.", -1.2);
  return clues;
}
