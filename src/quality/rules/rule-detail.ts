import type { ProposedRule } from "../rule.model.js";

/** The `detail` of a proposed change of the kind DQ_RULE, whose name is the rule's signature. */
export interface RuleDetail extends ProposedRule {
  /** Of `ruleSql`. */
  readonly sql: string;
}
