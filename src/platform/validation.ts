import { type ValidationError, validate } from "class-validator";
import { ErrorCode, type UserError, UserErrors } from "./errors.js";

/** Checks an input by its class-validator rules, nested ones too. Errors name the field and the rule, never the value. */
export async function validateInput(input: object, path: readonly string[] = []): Promise<void> {
  const errors = await validate(input, {
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  if (errors.length > 0) throw new UserErrors(errors.flatMap((error) => toUserErrors(error, path)));
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
