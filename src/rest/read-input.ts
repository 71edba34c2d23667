import type { z } from "zod";
import { ErrorCode, type UserError, UserErrors } from "../platform/errors.js";

type Issue = z.core.$ZodIssue;
const LONGEST_NAME = 100;

/** Mistakes in what was sent, under the names that the client used. */
export class SentWrong extends UserErrors {}

/** What a client sent, checked; each mistake names its place in the request, and no value is repeated. */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  sent: unknown,
  path: readonly string[] = [],
  unknown = "is not known here.",
): z.output<Schema> {
  const read = schema.safeParse(sent, { reportInput: true });
  if (read.success) return read.data;
  throw new SentWrong(read.error.issues.flatMap((issue) => mistakes(issue, path, unknown)));
}

function mistakes(issue: Issue, above: readonly string[], unknown: string): UserError[] {
  const path = [...above, ...issue.path.map(String)];
  const mistake = (message: string, ...more: string[]): UserError => ({
    code: ErrorCode.VALIDATION_ERROR,
    message,
    path: [...path, ...more],
  });
  if (issue.code !== "unrecognized_keys") return [mistake(`\`${path.at(-1) ?? "body"}\` ${wordsOf(issue)}`)];
  return issue.keys.map((key) => {
    const name = key.slice(0, LONGEST_NAME);
    return mistake(`\`${name}\` ${unknown}`, name);
  });
}

function wordsOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is needed." : `must be ${typeInWords(issue.expected)}.`;
    case "invalid_value":
      return `must be one of ${issue.values.join(", ")}.`;
    case "invalid_format":
      return issue.format === "datetime" ? "must be a time such as 2026-01-31T12:00:00Z." : `must be ${issue.format}.`;
    case "too_big":
      return `must be at most ${issue.maximum}${issue.origin === "string" ? " characters" : ""}.`;
    case "too_small":
      return `must be at least ${issue.minimum}.`;
    case "custom":
      return issue.message;
    default:
      return "has a value that is not allowed.";
  }
}

function typeInWords(expected: string): string {
  if (expected === "int" || expected === "number") return expected === "int" ? "a whole number" : "a number";
  if (expected === "object" || expected === "array") return expected === "array" ? "a list" : "an object";
  return expected === "boolean" ? "true or false" : "a text";
}
