export interface Format {
  readonly name: string;
  /**
   * Anchored at both ends. Only what RE2 (DuckDB), PostgreSQL's ARE and JavaScript read alike: spelled out classes, no
   * `.`, `\d`, `\w`, `\s`, no look-around, no back references; `^` and `$` without any newline mode.
   */
  readonly expression: string;
}

const DATE_ISO = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
const DAY_OR_MONTH = "(?:0?[1-9]|[12][0-9]|3[01])";
const OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
const HEX = "[0-9A-Fa-f]{1,4}";
const JSON_SPACE = "[ \\t\\n\\r]*";

const anyOf = (...expressions: string[]) => `^(?:${expressions.join("|")})$`;

/** The formats that texts are checked for, in the order in which a text's seen type is looked for. */
export const FORMATS: readonly Format[] = [
  {
    name: "BOOLEAN",
    expression: anyOf(
      "[Tt](?:[Rr][Uu][Ee])?",
      "[Ff](?:[Aa][Ll][Ss][Ee])?",
      "[Yy](?:[Ee][Ss])?",
      "[Nn][Oo]?",
      "[Oo][Nn]",
      "[Oo][Ff][Ff]",
    ),
  },
  { name: "INTEGER", expression: anyOf("-?(?:0|[1-9][0-9]{0,17})") },
  { name: "DECIMAL", expression: anyOf("-?(?:0|[1-9][0-9]*)\\.[0-9]+(?:[eE][+-]?[0-9]{1,3})?") },
  {
    name: "DATE",
    expression: anyOf(
      "[0-9]{4}[/-](?:0[1-9]|1[0-2])[/-](?:0[1-9]|[12][0-9]|3[01])",
      `${DAY_OR_MONTH}[/.]${DAY_OR_MONTH}[/.][0-9]{4}`,
    ),
  },
  {
    name: "TIMESTAMP",
    expression: anyOf(
      `${DATE_ISO}[ T](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?(?: ?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?))?`,
    ),
  },
  { name: "UUID", expression: anyOf("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}") },
  {
    name: "JSON",
    expression: anyOf(
      `${JSON_SPACE}\\{${JSON_SPACE}(?:"[^\\x00]*)?\\}${JSON_SPACE}`,
      `${JSON_SPACE}\\[${JSON_SPACE}(?:(?:["{\\[0-9-]|true|false|null)[^\\x00]*)?\\]${JSON_SPACE}`,
    ),
  },
  { name: "EMAIL", expression: anyOf("[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}") },
  { name: "URL", expression: anyOf("(?:[Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp])://[^ \\t\\n\\r\\f\\v]+") },
  {
    name: "PHONE",
    expression: anyOf(
      "\\+[1-9][0-9]{0,2}(?:[ .-]?\\(?[0-9]{1,4}\\)?){2,5}",
      "\\(?[0-9]{2,5}\\)?(?:[ -] ?[0-9]{3,4}[ -]?[0-9]{3,4}|\\.[0-9]{3}\\.[0-9]{4})",
    ),
  },
  {
    name: "IP_ADDRESS",
    expression: anyOf(
      `(?:${OCTET}\\.){3}${OCTET}`,
      `(?:${HEX}:){7}${HEX}`,
      `(?:${HEX}:){1,7}:`,
      ...[6, 5, 4, 3, 2].map((left) => `(?:${HEX}:){1,${left}}(?::${HEX}){1,${7 - left}}`),
      `${HEX}:(?::${HEX}){1,6}`,
      `:(?:(?::${HEX}){1,7}|:)`,
    ),
  },
];

/** Space, tab, line feed, carriage return, form feed, vertical tab: what counts as white space. */
export const WHITE_SPACE = " \t\n\r\f\v";

/** What a run of characters becomes in a text's shape. No two rules touch each other's results, so their order is free. */
export const SHAPE_RULES: readonly { readonly run: string; readonly becomes: string }[] = [
  { run: "[a-z]+", becomes: "a" },
  { run: "[0-9]+", becomes: "9" },
  { run: "[A-Z]+", becomes: "A" },
];

export const SHAPE_LENGTH = 64;
/** Longest text that a profile shows. */
export const SHOWN_LENGTH = 256;
/** How many of the most frequent values and shapes a profile shows. */
export const MOST_FREQUENT = 10;
