import { scannedOf } from "../../quality/compile/scanned.js";
import type { RuleToRun } from "./rule-to-run.js";

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

/** Whether a scan may prove that none of its rows fails, and can't say more. */
export const isProven = ({ compiled }: RuleToRun): boolean =>
  compiled.form === "AGGREGATE" && !compiled.scanned && compiled.proof !== undefined;
