import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { type Fqn, FqnError, levelOf, parseFqn } from "../../platform/fqn.js";

/** The name of a table that an input gives. */
export function namedTable(text: string, ...path: string[]): Fqn {
  try {
    const fqn = parseFqn(text);
    if (levelOf(fqn) === "TABLE") return fqn;
  } catch (error) {
    if (!(error instanceof FqnError)) throw error;
    throw UserErrors.one(ErrorCode.VALIDATION_ERROR, error.message, ...path);
  }
  const message = "The name must be that of a table: service.database.schema.table.";
  throw UserErrors.one(ErrorCode.VALIDATION_ERROR, message, ...path);
}
