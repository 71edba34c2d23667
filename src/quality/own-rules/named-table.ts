import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { type Fqn, levelOf } from "../../platform/fqn.js";
import { fqnArgument } from "../../platform/fqn-argument.js";

/** The name of a table that an input gives. */
export function namedTable(text: string, ...path: string[]): Fqn {
  const fqn = fqnArgument(text, ...path);
  if (levelOf(fqn) === "TABLE") return fqn;
  const message = "The name must be that of a table: service.database.schema.table.";
  throw UserErrors.one(ErrorCode.VALIDATION_ERROR, message, ...path);
}
