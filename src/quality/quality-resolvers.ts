import { ColumnRulesResolver, RuleResolver, TableRulesResolver, ViolationResolver } from "./rules/rule.resolver.js";

/** Each takes the `DqRules`. */
export const RULE_RESOLVERS = [TableRulesResolver, ColumnRulesResolver, RuleResolver, ViolationResolver] as const;
