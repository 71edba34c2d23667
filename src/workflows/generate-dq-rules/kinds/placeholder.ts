const anyCase = (word: string) =>
  [...word].map((letter) => (/[a-z]/.test(letter) ? `[${letter.toUpperCase()}${letter}]` : letter)).join("");

const WORDS = [
  "n/a",
  "#n/a",
  "null",
  "nil",
  "nan",
  "none",
  "unknown",
  "undefined",
  "missing",
  "invalid",
  "tbd",
  "not available",
  "not applicable",
  "#ref!",
  "#value!",
];

const EXPRESSION = `(?:${WORDS.map(anyCase).join("|")}|[Xx]{3,}|[!-/:-@^_\`{|}~ ]+)`;

/** Texts that stand for a missing value, or have no letter and no digit. */
export const PLACEHOLDER = `^${EXPRESSION}$`;
/** The beginning of an expression that takes all other texts. */
export const NO_PLACEHOLDER = `^(?!${EXPRESSION}$)`;
