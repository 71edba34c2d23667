/** A part of a script as psql reads it. */
export type ScriptPart =
  | { readonly kind: "statement"; readonly sql: string }
  | { readonly kind: "copy"; readonly sql: string; readonly rows: string };

const TOKENS = [
  /--[^\n]*/y,
  /\/\*[\s\S]*?\*\//y,
  /\$(\w*)\$[\s\S]*?\$\1\$/y,
  /"(?:[^"]|"")*"/y,
  /[eE]'(?:[^'\\]|\\[\s\S]|'')*'/y,
];
const STRING = /'(?:[^']|'')*'/y;
/** As a script means it that has `SET standard_conforming_strings = off`. */
const OLD_STRING = /'(?:[^'\\]|\\[\s\S]|'')*'/y;
const STRINGS_SETTING = /^set\s+standard_conforming_strings\s*(?:=|to)\s*(on|off)/i;
const COPY = /^copy\s[\s\S]*\sfrom\s+stdin\b/i;

/**
 * Splits what psql would run: statements, one at a time, with the rows that follow `COPY … FROM stdin`; psql's own commands
 * (lines that start with a backslash) are left out.
 */
export function* splitScript(script: string): Generator<ScriptPart> {
  let oldStrings = false;
  let start = 0;
  let at = 0;
  let before = "";
  while (at < script.length) {
    const token = match([...TOKENS, oldStrings ? OLD_STRING : STRING], script, at, before);
    if (token > 0) {
      at += token;
      before = "";
    } else if (script[at] === "\\" && (at === 0 || script[at - 1] === "\n")) {
      start = at = after(script, "\n", at);
    } else if (script[at] === ";") {
      const sql = withoutComments(script.slice(start, at));
      at += 1;
      if (COPY.test(sql)) {
        const from = after(script, "\n", at);
        const to = script.startsWith("\\.", from) ? from : script.indexOf("\n\\.", from) + 1;
        yield { kind: "copy", sql, rows: script.slice(from, to) };
        at = after(script, "\n", to);
      } else if (sql) {
        const setting = STRINGS_SETTING.exec(sql)?.[1]?.toLowerCase();
        if (setting) oldStrings = setting === "off";
        yield { kind: "statement", sql };
      }
      start = at;
    } else {
      before = script[at]!;
      at += 1;
    }
  }
  const rest = withoutComments(script.slice(start));
  if (rest) yield { kind: "statement", sql: rest };
}

/** Length of the token that starts here. A `$1` or an `e` at the end of a word starts none. */
function match(tokens: readonly RegExp[], script: string, at: number, before: string): number {
  for (const token of tokens) {
    token.lastIndex = at;
    const found = token.exec(script)?.[0];
    if (found && !(/^[$eE]/.test(found) && /\w/.test(before))) return found.length;
  }
  return 0;
}

function after(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found < 0 ? text.length : found + what.length;
}

const withoutComments = (sql: string) => sql.replace(/^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, "").trim();
