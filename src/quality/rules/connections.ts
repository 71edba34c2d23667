import { connectionOf } from "../../platform/paging.js";
import { DqRuleExecution } from "./execution.entity.js";
import { DqRule } from "./rule.entity.js";
import { DqViolation } from "./violation.entity.js";

export const DqRuleConnection = connectionOf("DqRule", () => DqRule);
export const DqRuleExecutionConnection = connectionOf("DqRuleExecution", () => DqRuleExecution);
export const DqViolationConnection = connectionOf("DqViolation", () => DqViolation);
