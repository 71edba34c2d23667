/** Controls, marks that turn the direction of text, and characters that nobody sees. Joiners that scripts need stay. */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}\p{Cs}\p{Co}]/gu;

/**
 * Text of others as a part of ours: one line, bounded, and nothing in it that a reader's page takes for HTML, Markdown or a
 * link. Signs that could be are replaced by others that look alike, since escapes would show where nothing interprets them.
 */
export function inertText(text: string, most: number): string {
  const line = text.replace(UNSEEN, " ").replace(/\s+/gu, " ").trim();
  const bounded = cut(line, most);
  return bounded
    .replace(/</g, "‹")
    .replace(/>/g, "›")
    .replace(/[`´]/g, "'")
    .replace(/"/g, "'")
    .replace(/\[/g, "(")
    .replace(/\]/g, ")")
    .replace(/\*/g, "∗")
    .replace(/&(?=#?\w+;)/g, "& ")
    .replace(/([a-z][a-z0-9+.-]*):(?=\/\/)/gi, "$1: ")
    .replace(/\b(javascript|data|vbscript|mailto):/gi, "$1 :")
    .replace(/\bwww\./gi, "www .");
}

function cut(line: string, most: number): string {
  const characters = Array.from(line);
  return characters.length <= most
    ? line
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

const LONGEST_NAME = 63;

/** The name of a table or column in a text. */
export const nameInText = (name: string): string => inertText(name, LONGEST_NAME) || "?";
