import type { RuleToRun } from "./rule-to-run.js";

/** PostgreSQL keeps 32 regular expressions compiled: with more in one scan it would compile each anew for each row. */
const MOST_EXPRESSIONS = 24;
/** Each is a table of hashes in the source's memory. */
const MOST_LOOKUPS = 4;
/** A statement gives 1,664 columns at most. */
const MOST_RULES = 500;

/** The two aggregates of a rule that can be computed along with others'; undefined where it needs a statement of its own. */
export function aggregatesOf({ compiled }: RuleToRun): readonly [string, string] | undefined {
  if (compiled.form === "ROW") {
    return [`count(*) filter (where ${compiled.checked})`, `count(*) filter (where ${compiled.failing})`];
  }
  return compiled.scanned && [compiled.scanned.checked, compiled.scanned.failing];
}

/** Rules that one scan can answer together. */
export function scansOf(rules: readonly RuleToRun[]): RuleToRun[][] {
  const scans: { rules: RuleToRun[]; expressions: number; lookups: number }[] = [];
  for (const rule of rules) {
    const { compiled } = rule;
    const expressions = compiled.form === "ROW" ? compiled.expressions : 0;
    const lookups = compiled.form === "ROW" && compiled.joined ? 1 : 0;
    let scan = scans.find(
      (each) =>
        each.rules.length < MOST_RULES &&
        each.expressions + expressions <= MOST_EXPRESSIONS &&
        each.lookups + lookups <= MOST_LOOKUPS,
    );
    if (!scan) {
      scan = { rules: [], expressions: 0, lookups: 0 };
      scans.push(scan);
    }
    scan.rules.push(rule);
    scan.expressions += expressions;
    scan.lookups += lookups;
  }
  return scans.map((scan) => scan.rules);
}

export interface ScanSql {
  readonly text: string;
  /** For each rule the names of the columns with rows checked and failing. */
  readonly columns: readonly (readonly [string, string])[];
}

/** One statement for all of the rules; what two of them count alike is counted once. */
export function scanSql(quotedTable: string, rules: readonly RuleToRun[]): ScanSql {
  const names = new Map<string, string>();
  const nameOf = (aggregate: string) => {
    const name = names.get(aggregate) ?? `c${names.size}`;
    names.set(aggregate, name);
    return name;
  };
  const columns = rules.map((rule) => {
    const [checked, failing] = aggregatesOf(rule)!;
    return [nameOf(checked), nameOf(failing)] as const;
  });
  const list = [...names].map(([aggregate, name]) => `${aggregate} as ${name}`);
  return { text: `select ${list.join(", ")} from ${quotedTable} t`, columns };
}
