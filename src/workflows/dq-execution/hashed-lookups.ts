import { attempt } from "../../sources/attempt.js";
import { SourceError } from "../../sources/source-error.js";
import type { SourceSession } from "../../sources/source-session.js";
import type { RuleToRun } from "./rule-to-run.js";

/**
 * Whether PostgreSQL would hash the other table that a rule's condition looks into. If not, it would read that table for
 * each row, and the rule is better answered by a join. A rule that can't even be planned is told so.
 */
export async function isHashed(session: SourceSession, quotedTable: string, rule: RuleToRun): Promise<boolean> {
  const { compiled } = rule;
  if (compiled.form !== "ROW" || !compiled.joined) return true;
  const statement = `explain (verbose, costs off) select ${compiled.failing} from ${quotedTable} t`;
  const lines = await attempt(session, () => session.query<Record<"QUERY PLAN", string>>(statement));
  if (lines instanceof SourceError) {
    rule.failure = lines;
    return false;
  }
  // What stands in quotes is a name or a value, whatever it looks like.
  const plan = lines.map((line) => line["QUERY PLAN"].replace(/"[^"]*"|'[^']*'/g, "")).join("\n");
  return plan.includes("(hashed SubPlan");
}
