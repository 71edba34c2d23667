import { readName } from "../wording/read-name.js";

/** The words of an identifier, lower-case, without accents and with short forms written out: `custEMail` gives customer, email. */
export const nameWords = (name: string): string[] => readName(name).words.flatMap(plainWords);

const plainWords = (words: string): string[] =>
  words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss").split(" ");

/** Phrases, of which one is looked for in names: `api key` is in `apiKey`, `old_api_key` and `apikey`. */
export class Phrases {
  private readonly spaced: readonly string[];
  private readonly compact: ReadonlySet<string>;

  constructor(phrases: string) {
    const list = phrases.split(",").map((phrase) => nameWords(phrase).join(" "));
    this.spaced = list.map((phrase) => ` ${phrase} `);
    this.compact = new Set(list.map((phrase) => phrase.replaceAll(" ", "")));
  }

  /** Whether the words hold one of the phrases, as words that follow each other or as one. */
  in(words: readonly string[]): boolean {
    const text = ` ${words.join(" ")} `;
    if (this.spaced.some((phrase) => text.includes(phrase))) return true;
    return words.some((word) => this.compact.has(word)) || this.compact.has(words.join(""));
  }

  /** Whether the words are one of the phrases, and nothing else. */
  is(words: readonly string[]): boolean {
    return this.compact.has(words.join(""));
  }
}
