import type { DqRuleKind, RuleDefinition } from "../rule.model.js";

type Type = Extract<RuleDefinition, { kind: DqRuleKind.TYPE_CONFORMITY }>["type"];

/** Days that are in the calendar; the separator is given twice, since nothing else may stand in between. */
const day = (between: string) => {
  const long = `(?:0[13578]|1[02])${between}(?:0[1-9]|[12][0-9]|3[01])`;
  const short = `(?:0[469]|11)${between}(?:0[1-9]|[12][0-9]|30)`;
  const february = `02${between}(?:0[1-9]|1[0-9]|2[0-8])`;
  const leapYear = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
  return `(?:[0-9]{4}${between}(?:${long}|${short}|${february})|${leapYear}${between}02${between}29)`;
};
const DAY_OR_MONTH = "(?:0?[1-9]|[12][0-9]|3[01])";
const TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?";
const ZONE = " ?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)";

const anyOf = (...expressions: string[]) => `^(?:${expressions.join("|")})$`;

/**
 * What texts of a type look like. Regular expressions rather than casts: a cast that fails ends the statement, and servers
 * before 16 can't try one. Only what PostgreSQL and JavaScript read alike, so that samples can be judged by the same.
 */
export const CONFORMITY: Readonly<Record<Type, string>> = {
  INTEGER: anyOf("[+-]?[0-9]+"),
  DECIMAL: anyOf("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"),
  DATE: anyOf(day("-"), day("/"), `${DAY_OR_MONTH}[/.]${DAY_OR_MONTH}[/.][0-9]{4}`),
  TIMESTAMP: anyOf(`${day("-")}[ T]${TIME}(?:${ZONE})?`),
  UUID: anyOf("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
  BOOLEAN: anyOf(
    "[Tt](?:[Rr][Uu][Ee])?",
    "[Ff](?:[Aa][Ll][Ss][Ee])?",
    "[Yy](?:[Ee][Ss])?",
    "[Nn][Oo]?",
    "[Oo][Nn]",
    "[Oo][Ff][Ff]",
    "[01]",
  ),
  EMAIL: anyOf("[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}"),
  URL: anyOf("(?:[Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp])://[^ \\t\\n\\r\\f\\v]+"),
};
