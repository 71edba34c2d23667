import { scannedOf } from "../../quality/compile/scanned.js";
import type { RuleToRun } from "./rule-to-run.js";

/** PostgreSQL keeps 32 regular expressions compiled: with more in one scan it would compile each anew for each row. */
const MOST_EXPRESSIONS = 24;
/** Each is a table of hashes in the source's memory. */
const MOST_LOOKUPS = 4;
/** A statement gives 1,664 columns at most. */
const MOST_RULES = 500;

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
  /** For each rule the names of the columns with its aggregates. */
  readonly columns: readonly (readonly string[])[];
}

/** One statement for all of the rules; what two of them count alike is counted once. `from` has the alias `t`. */
export function scanSql(from: string, aggregates: readonly (readonly string[])[]): ScanSql {
  const names = new Map<string, string>();
  const nameOf = (aggregate: string) => {
    const name = names.get(aggregate) ?? `c${names.size}`;
    names.set(aggregate, name);
    return name;
  };
  const columns = aggregates.map((list) => list.map(nameOf));
  const list = [...names].map(([aggregate, name]) => `${aggregate} as ${name}`);
  return { text: `select ${list.join(", ")} from ${from}`, columns };
}

export const aggregatesOf = ({ compiled }: RuleToRun): readonly string[] | undefined => scannedOf(compiled)?.aggregates;
