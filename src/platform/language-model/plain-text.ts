/** Marks that are not seen or turn the direction of writing, private and broken characters. Joiners belong to words. */
const INVISIBLE = /(?![\s\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
/** Headings, quotes and bullets of Markdown. */
const LINE_MARKS = /^\s*(?:(?:#{1,6}|[>*•-])\s+)+/gmu;
/** What a page that shows the text might turn into something else than text. */
const MARKUP =
  /<[/!?a-z]|&(?:#\w+|[a-z]\w*);|\]\s*[([]|!\[|[a-z][a-z0-9+.-]*:\/\/|\b(?:(?:java|vb)script:|mailto:|data:[a-z]+\/)|\bwww\./iu;

/**
 * A model's text as one plain paragraph; undefined where nothing is left, where it is longer than `maxLength` characters, or
 * where it holds markup or an address. Refused and not escaped: those who read it by the API would see the escapes.
 */
export function plainText(text: string, maxLength: number): string | undefined {
  const plain = text
    .replace(INVISIBLE, "")
    .replaceAll("`", "")
    .replace(/\*{2,}/g, "")
    .replace(LINE_MARKS, "")
    .replace(/\s+/gu, " ")
    .trim()
    .normalize("NFC");
  if (plain === "" || plain.length > maxLength || MARKUP.test(plain)) return undefined;
  return plain;
}
