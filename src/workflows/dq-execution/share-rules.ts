import { ruleColumns } from "../../quality/compile/rule-columns.js";
import { DqRuleKind } from "../../quality/rule.model.js";
import type { SourceTable } from "../profiling/source-table.js";
import type { RuleToRun } from "./rule-to-run.js";
import { isProven } from "./scan-sql.js";

/** PostgreSQL keeps 32 regular expressions compiled: with more in one scan it would compile each anew for each row. */
const MOST_EXPRESSIONS = 24;
/** Each is a table of hashes in the source's memory. */
const MOST_LOOKUPS = 4;
/** Each sorts as many hashes as there are rows, in the source's memory or on its disk. */
const MOST_PROOFS = 2;
/** A statement gives 1,664 columns at most. */
const MOST_RULES = 500;

/** About what a row costs, in nanoseconds: to read it and take it apart, and then each rule. */
const SCAN = 150;
const VALUES_OF_COLUMN = 130;
const PROOF = 370;
const EXPRESSION = 400;
const LOOKUP = 170;
const SUM = 100;
const PRESENCE = 5;
const CONDITION = 35;

function costOf(rule: RuleToRun): number {
  const { compiled } = rule;
  if (compiled.form === "AGGREGATE") return isProven(rule) ? PROOF : PRESENCE;
  if (compiled.joined) return LOOKUP;
  if (compiled.expressions > 0) return compiled.expressions * EXPRESSION;
  switch (rule.rule.definition.kind) {
    case DqRuleKind.NOT_NULL:
    case DqRuleKind.COMPLETENESS:
      return PRESENCE;
    case DqRuleKind.SUM:
      return SUM;
    default:
      return CONDITION;
  }
}

/**
 * The rules of so many scans that take about the same time, the last of them with what else its session does: it tells
 * apart the values of so many columns. Each session scans the whole table: PostgreSQL keeps what it reads of a large one
 * from start to end in a small ring of buffers, and would push all else out of its cache for ranges of pages.
 */
export function shareRules(
  rules: readonly RuleToRun[],
  scans: number,
  columnsOfValues: number,
  { columns }: { readonly columns: readonly Pick<SourceTable["columns"][number], "name" | "ordinal">[] },
): RuleToRun[][] {
  const ordinals = new Map(columns.map(({ name, ordinal }) => [name, ordinal]));
  const last = ({ rule }: RuleToRun) =>
    Math.max(0, ...(ruleColumns(rule.definition) ?? []).map((name) => ordinals.get(name) ?? 0));
  // A row is taken apart up to the last column that a scan asks for. What proves costs most, so that it comes first.
  const order = (rule: RuleToRun) => (isProven(rule) ? 0 : last(rule));
  let rest = rules.toSorted((a, b) => order(a) - order(b));
  const values = columnsOfValues > 0 ? SCAN + columnsOfValues * VALUES_OF_COLUMN : 0;
  const cost = rest.reduce((sum, rule) => sum + costOf(rule), 0);
  if (cost < SCAN) return withinBounds(rest); // another scan would cost more than all of them
  const shares: RuleToRun[][] = [];
  while (shares.length < scans - 1) {
    let left = (cost + values) / scans;
    const fits = (rule: RuleToRun, index: number) => {
      if (index > 0 && costOf(rule) > left) return false;
      left -= costOf(rule);
      return true;
    };
    const own = new Set(rest.filter(fits));
    shares.push([...own]);
    rest = rest.filter((rule) => !own.has(rule));
  }
  return [...shares, rest].flatMap(withinBounds);
}

/** As few scans as can ask for all of them. */
function withinBounds(rules: readonly RuleToRun[]): RuleToRun[][] {
  const scans: { rules: RuleToRun[]; expressions: number; lookups: number; proofs: number }[] = [];
  for (const rule of rules) {
    const { compiled } = rule;
    const expressions = compiled.form === "ROW" ? compiled.expressions : 0;
    const lookups = compiled.form === "ROW" && compiled.joined ? 1 : 0;
    const proofs = isProven(rule) ? 1 : 0;
    let scan = scans.find(
      (each) =>
        each.rules.length < MOST_RULES &&
        each.expressions + expressions <= MOST_EXPRESSIONS &&
        each.lookups + lookups <= MOST_LOOKUPS &&
        each.proofs + proofs <= MOST_PROOFS,
    );
    if (!scan) {
      scan = { rules: [], expressions: 0, lookups: 0, proofs: 0 };
      scans.push(scan);
    }
    scan.rules.push(rule);
    scan.expressions += expressions;
    scan.lookups += lookups;
    scan.proofs += proofs;
  }
  return scans.map((scan) => scan.rules);
}
