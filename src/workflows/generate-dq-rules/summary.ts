import type { DqRuleKind } from "../../quality/rule.model.js";
import type { WithModelWork } from "../language-model/with-language-model.js";
import type { DroppedRule } from "./find-rules.js";
import { GenerateDqRulesOutput } from "./generate-dq-rules.types.js";

/** What a task keeps of its table. */
export interface TaskResult extends WithModelWork {
  readonly rows: number;
  readonly columnsSkipped: number;
  readonly byKind: Readonly<Partial<Record<DqRuleKind, number>>>;
  readonly droppedCount: number;
  readonly dropped: readonly DroppedRule[];
  readonly validated: boolean;
}

export const MOST_DROPPED_OF_TABLE = 20;
const MOST_DROPPED = 100;

/** Adds the tables' results up. */
export async function summary(
  results: AsyncIterable<{ readonly target: string; readonly result: TaskResult }>,
): Promise<GenerateDqRulesOutput> {
  const output = Object.assign(new GenerateDqRulesOutput(), {
    tables: 0,
    tablesWithoutRules: 0,
    columnsSkipped: 0,
    rules: 0,
    validated: true,
    droppedCount: 0,
    dropped: [],
    languageModel: null,
  });
  const byKind = new Map<DqRuleKind, number>();
  for await (const { target, result } of results) {
    const counts = Object.entries(result.byKind) as [DqRuleKind, number][];
    for (const [kind, count] of counts) byKind.set(kind, (byKind.get(kind) ?? 0) + count);
    output.tables++;
    if (counts.length === 0) output.tablesWithoutRules++;
    output.columnsSkipped += result.columnsSkipped;
    output.rules += counts.reduce((sum, [, count]) => sum + count, 0);
    output.validated &&= result.validated;
    output.droppedCount += result.droppedCount;
    const room = MOST_DROPPED - output.dropped.length;
    output.dropped.push(...result.dropped.slice(0, room).map((dropped) => ({ targetFqn: target, ...dropped })));
  }
  output.rulesByKind = [...byKind].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([kind, rules]) => ({ kind, rules }));
  return output;
}
