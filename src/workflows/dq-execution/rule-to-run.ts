import type { CodedFailure } from "../../platform/coded-failure.js";
import type { CompiledRule } from "../../quality/compile/compiled-rule.js";
import type { DqRule } from "../../quality/rules/rule.entity.js";

/** A rule that can be asked of the source, and what it answered so far. */
export interface RuleToRun {
  readonly rule: DqRule;
  readonly compiled: CompiledRule;
  counts?: { readonly checked: number; readonly failing: number };
  failure?: CodedFailure;
  durationMs: number;
}
