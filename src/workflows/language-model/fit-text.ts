import { PREAMBLE, type Question } from "../../platform/language-model/language-model.js";
import { plainText } from "../../platform/language-model/plain-text.js";

/** So many characters of our instructions in a row are no chance. */
const ECHO = 30;

/**
 * A model's text made plain; undefined where it can't be taken: markup, addresses, too long, our own instructions or what
 * must not be repeated said back, or a number that the model was not given, which it can't know.
 */
export function fitText(text: string, maxLength: number, question: Question, notToRepeat: string): string | undefined {
  const plain = ownWords(text, maxLength, question, notToRepeat);
  const given = new Set(numbersIn(JSON.stringify(question.data)));
  return numbersIn(plain ?? "").every((number) => given.has(number)) ? plain : undefined;
}

/** The same for a text that may name numbers of the model's own, such as the bound of a rule. */
export function ownWords(
  text: string,
  maxLength: number,
  { instructions }: Question,
  notToRepeat = "",
): string | undefined {
  const plain = plainText(text, maxLength);
  return plain === undefined || echoes(plain, `${PREAMBLE} ${instructions} ${notToRepeat}`) ? undefined : plain;
}

function echoes(text: string, instructions: string): boolean {
  const said = instructions.replace(/\s+/g, " ");
  for (let at = 0; at + ECHO <= text.length; at++) if (said.includes(text.slice(at, at + ECHO))) return true;
  return false;
}

/** Runs of digits, whatever separates thousands. */
const numbersIn = (text: string): string[] =>
  text.replace(/(?<=\p{Nd})[,'’\u00a0\u202f](?=\p{Nd}{3})/gu, "").match(/\p{Nd}+/gu) ?? [];
