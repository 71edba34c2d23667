import { CodedFailure } from "../../platform/coded-failure.js";

/** A rule that says nothing that could be asked of the table, e.g. since a column is not there any more. */
export class RuleError extends CodedFailure {}

export const invalidRule = (message: string): RuleError => new RuleError("RULE_INVALID", message);
