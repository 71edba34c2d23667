import type { SourceSession } from "../../sources/source-session.js";
import type { SourceTable } from "../profiling/source-table.js";
import { pageRanges } from "../profiling/stream/copy-sql.js";
import { Answers, type Part } from "./answers.js";
import { isHashed } from "./hashed-lookups.js";
import type { RuleToRun } from "./rule-to-run.js";
import { aggregatesOf, scansOf } from "./scan-sql.js";
import { columnOfFewValues, valueScans } from "./values-sql.js";

/** A statement or two, for whichever session is free. */
export type Step = (session: SourceSession) => Promise<void>;

/** Below this a table is scanned at once: sharing it out costs more than it brings. */
const WORTH_PARTS_PAGES = (64 * 1024 ** 2) / 8192;
/** As few as two sessions can share evenly, beside what else they do: tables that rules look into are hashed for each. */
const PARTS = 4;
/** Before 14 a range of pages is found by reading all of them, and rows have no hash. */
const HAS_RANGES_AND_HASHES = 140_000;
/** Each sorts as many hashes as there are rows, in the source's memory or on its disk. */
const MOST_PROOFS = 2;

/** What has to be asked for the rules' counts: as few scans as possible, the longest first. */
export async function countingSteps(
  leader: SourceSession,
  table: SourceTable,
  rules: readonly RuleToRun[],
  sessions: number,
): Promise<Step[]> {
  const answers = new Answers();
  const modern = leader.serverVersion >= HAS_RANGES_AND_HASHES;
  const large = table.pages >= WORTH_PARTS_PAGES;
  const [together, ofValues, proofs]: RuleToRun[][] = [[], [], []] as [RuleToRun[], RuleToRun[], RuleToRun[]];
  const alone: Step[] = [];
  for (const rule of rules) {
    const { compiled } = rule;
    const hashed = !rule.failure && (await isHashed(leader, table.quoted, rule));
    if (rule.failure) continue;
    if (hashed && large && columnOfFewValues(rule, table)) ofValues.push(rule);
    else if (hashed && aggregatesOf(rule)) together.push(rule);
    else if (modern && compiled.form === "AGGREGATE" && compiled.proof) proofs.push(rule);
    else {
      const sql = compiled.form === "AGGREGATE" ? compiled.sql : compiled.joined!.sql;
      alone.push((session) => answers.alone(session, rule, sql));
    }
  }
  const proving = chunks(proofs, MOST_PROOFS).map(
    (some): Step =>
      (session) =>
        answers.prove(session, some, `${table.quoted} t`),
  );
  const values = valueScans(ofValues, table, { number: 0, from: `${table.quoted} t` }).map(
    ({ rules: some, part }): Step =>
      (session) =>
        answers.scan(session, some, part),
  );
  const parts = partsOf(table, large && modern && sessions > 1 ? PARTS : 1);
  const scans = scansOf(together).flatMap((some) =>
    parts.map(
      (part): Step =>
        (session) =>
          answers.scan(session, some, part),
    ),
  );
  return [...alone, ...proving, ...values, ...scans];
}

const partsOf = ({ pages, quoted }: SourceTable, count: number): Part[] =>
  pageRanges(pages, count, "t").map((where, number) => ({ number, from: `${quoted} t${where}` }));

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
