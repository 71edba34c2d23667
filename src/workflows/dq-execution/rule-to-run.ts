import type { CodedFailure } from "../../platform/coded-failure.js";
import type { CompiledRule, Counts } from "../../quality/compile/compiled-rule.js";
import type { DqRule } from "../../quality/rules/rule.entity.js";

/** A rule that can be asked of the source, and what it answered so far. */
export interface RuleToRun {
  readonly rule: DqRule;
  readonly compiled: CompiledRule;
  counts?: Counts;
  failure?: CodedFailure;
  durationMs: number;
}
