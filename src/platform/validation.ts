import { type ValidationError, validate } from "class-validator";
import { ErrorCode, type UserError, UserErrors } from "./errors.js";

/** Checks an input by its class-validator rules, nested ones too. Errors name the field and the rule, never the value. */
export async function validateInput(input: object, path: readonly string[] = []): Promise<void> {
  const errors = await validate(input, {
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  const wrong = [...unstorable(input, path), ...errors.flatMap((error) => toUserErrors(error, path))];
  if (wrong.length > 0) throw new UserErrors(wrong);
}

/** Text that no database keeps: NUL, and half of a surrogate pair. */
function unstorable(value: unknown, path: readonly string[]): UserError[] {
  if (typeof value === "string") {
    if (!value.includes("\0") && value.isWellFormed()) return [];
    const message = "A text must not hold NUL or half a character.";
    return [{ code: ErrorCode.VALIDATION_ERROR, message, path: [...path] }];
  }
  if (value === null || typeof value !== "object" || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, item]) => unstorable(item, [...path, key]));
}

function toUserErrors(error: ValidationError, path: readonly string[]): UserError[] {
  const here = [...path, error.property];
  const own = Object.values(error.constraints ?? {}).map((message) => ({
    code: ErrorCode.VALIDATION_ERROR,
    message: `${message}.`,
    path: here,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => toUserErrors(child, here))];
}
