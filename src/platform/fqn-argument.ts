import { ErrorCode, UserErrors } from "./errors.js";
import { type Fqn, FqnError, parseFqn } from "./fqn.js";

/** A name that a client sent; one that is none is its mistake, in this place of the input. */
export function fqnArgument(text: string, ...path: string[]): Fqn {
  try {
    return parseFqn(text);
  } catch (error) {
    if (error instanceof FqnError) throw UserErrors.one(ErrorCode.VALIDATION_ERROR, error.message, ...path);
    throw error;
  }
}
