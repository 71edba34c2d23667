/** docs/profiling.md, "Formats": each alternative is anchored at both ends. */
const OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
const HEX = "[0-9A-Fa-f]{1,4}";
const DAY = "(0[1-9]|[12][0-9]|3[01])";
const MONTH = "(0[1-9]|1[0-2])";
const LOOSE = "(0?[1-9]|[12][0-9]|3[01])";
const GAP = "[ \\t\\n\\r]*";

export const ORACLE_FORMATS: Record<string, readonly string[]> = {
  EMAIL: ["[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}"],
  URL: ["([Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp])://[^ \\t\\n\\r\\f\\v]+"],
  UUID: ["[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"],
  PHONE: [
    "\\+[1-9][0-9]{0,2}([ .-]?\\(?[0-9]{1,4}\\)?){2,5}",
    "\\(?[0-9]{2,5}\\)?([ -] ?[0-9]{3,4}[ -]?[0-9]{3,4}|\\.[0-9]{3}\\.[0-9]{4})",
  ],
  DATE: [`[0-9]{4}[/-]${MONTH}[/-]${DAY}`, `${LOOSE}[/.]${LOOSE}[/.][0-9]{4}`],
  TIMESTAMP: [
    `[0-9]{4}-${MONTH}-${DAY}[ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]{1,9})?)?( ?(Z|[+-][0-9]{2}(:?[0-9]{2})?))?`,
  ],
  IP_ADDRESS: [
    `(${OCTET}\\.){3}${OCTET}`,
    `(${HEX}:){7}${HEX}`,
    `(${HEX}:){1,7}:`,
    `(${HEX}:){1,6}:${HEX}`,
    `(${HEX}:){1,5}(:${HEX}){1,2}`,
    `(${HEX}:){1,4}(:${HEX}){1,3}`,
    `(${HEX}:){1,3}(:${HEX}){1,4}`,
    `(${HEX}:){1,2}(:${HEX}){1,5}`,
    `${HEX}:(:${HEX}){1,6}`,
    `:((:${HEX}){1,7}|:)`,
  ],
  INTEGER: ["-?(0|[1-9][0-9]{0,17})"],
  DECIMAL: ["-?(0|[1-9][0-9]*)\\.[0-9]+([eE][+-]?[0-9]{1,3})?"],
  BOOLEAN: [
    "[Tt]([Rr][Uu][Ee])?",
    "[Ff]([Aa][Ll][Ss][Ee])?",
    "[Yy]([Ee][Ss])?",
    "[Nn][Oo]?",
    "[Oo][Nn]",
    "[Oo][Ff][Ff]",
  ],
  JSON: [`${GAP}\\{${GAP}("[^\\x00]*)?\\}${GAP}`, `${GAP}\\[${GAP}((["{[0-9-]|true|false|null)[^\\x00]*)?\\]${GAP}`],
};

/** SQL that is true where a text has the format. */
export function hasFormat(text: string, format: string): string {
  const tests = ORACLE_FORMATS[format]?.map((expression) => `${text} ~ '^(${expression.replaceAll("'", "''")})$'`);
  if (!tests) throw new Error(`No format ${format}.`);
  return `(${tests.join(" or ")})`;
}
