import type { SourceSession } from "../../sources/source-session.js";
import type { SourceTable } from "../profiling/source-table.js";
import { Answers, type Rows } from "./answers.js";
import { isHashed } from "./hashed-lookups.js";
import type { RuleToRun } from "./rule-to-run.js";
import { aggregatesOf, isProven } from "./scan-sql.js";
import { shareRules } from "./share-rules.js";
import { columnOfFewValues, valueScans } from "./values-sql.js";

/** A statement or two, for whichever session is free. */
export type Step = (session: SourceSession) => Promise<void>;

/** Below this a table is scanned at once: sharing it out costs more than it brings. */
const WORTH_SHARING_PAGES = (64 * 1024 ** 2) / 8192;
/** Before 14 rows have no hash. */
const HAS_HASHES = 140_000;

/** What has to be asked for the rules' counts: as few scans as possible, the longest first. */
export async function countingSteps(
  leader: SourceSession,
  table: SourceTable,
  rules: readonly RuleToRun[],
  sessions: number,
): Promise<Step[]> {
  const answers = new Answers();
  const large = table.pages >= WORTH_SHARING_PAGES;
  const [together, ofValues, alone]: RuleToRun[][] = [[], [], []] as [RuleToRun[], RuleToRun[], RuleToRun[]];
  for (const rule of rules) {
    const hashed = !rule.failure && (await isHashed(leader, table.quoted, rule));
    if (rule.failure) continue;
    const scanned = hashed && aggregatesOf(rule) && (leader.serverVersion >= HAS_HASHES || !isProven(rule));
    if (scanned && large && columnOfFewValues(rule, table)) ofValues.push(rule);
    else (scanned ? together : alone).push(rule);
  }
  const whole: Rows = { from: `${table.quoted} t` };
  const values = valueScans(ofValues, table, whole);
  const columnsOfValues = new Set(ofValues.map((rule) => columnOfFewValues(rule, table))).size;
  const [first, ...others] = shareRules(together, large ? sessions : 1, columnsOfValues, table).map(
    (some) => ({ rules: some, rows: whole }) as const,
  );
  const scans = [...(first ? [first] : []), ...values, ...others];
  return [
    ...alone.map(
      (rule): Step =>
        (session) =>
          answers.alone(session, rule),
    ),
    ...scans.map(
      ({ rules: some, rows }): Step =>
        (session) =>
          answers.scan(session, some, rows),
    ),
  ];
}
