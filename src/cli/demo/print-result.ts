import Table from "cli-table3";
import { parseFqn } from "../../platform/fqn.js";
import type { GraphQLClient } from "./graphql-client.js";
import { type ColumnFigures, PROFILE, type RunTables, type TableFigures } from "./operations.js";
import type { Screen } from "./screen.js";

const SHOWN = "film";
const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const percent = (share: number | null) => (share === null ? "" : `${number.format(share * 100)} %`);
const short = (text: string | null) => (text === null ? "" : text.length > 24 ? `${text.slice(0, 23)}…` : text);

/** The run's tables, and the columns of one of them. */
export async function printResult(client: GraphQLClient, screen: Screen, { workflowRun }: RunTables): Promise<void> {
  const profiles = new Map<string, NonNullable<TableFigures["dataAsset"]>["profile"]>();
  const overview = table(["table", "status", "rows", "columns", "complete", "candidate keys", "seconds"]);
  for (const task of workflowRun.tasks.nodes) {
    const { dataAsset } = await client.request<TableFigures>(PROFILE, { fqn: task.targetFqn });
    const name = parseFqn(task.targetFqn).at(-1)!;
    const profile = task.status === "SUCCEEDED" ? (dataAsset?.profile ?? null) : null;
    profiles.set(name, profile);
    overview.push([
      name,
      task.status,
      profile ? number.format(profile.rowCount) : (task.failure?.message ?? task.skipReason ?? ""),
      profile?.columns.length ?? "",
      percent(profile ? mean(profile.columns.map((column) => column.completeness)) : null),
      short(profile?.candidateKeys.map((key) => key.join("+")).join(", ") ?? ""),
      task.durationSeconds === null ? "" : number.format(task.durationSeconds),
    ]);
  }
  screen.line(overview.toString());
  const columns = profiles.get(SHOWN)?.columns;
  if (!columns) return;
  screen.title(`\nColumns of ${SHOWN}`);
  screen.line(columnTable(columns));
}

function columnTable(columns: readonly ColumnFigures[]): string {
  const rows = table(["column", "type", "complete", "distinct", "min", "max", "mean", "most frequent"]);
  for (const column of columns) {
    const [first] = column.mostFrequent;
    rows.push([
      column.name,
      short(column.declaredType),
      percent(column.completeness),
      column.distinctCount === null ? "" : number.format(column.distinctCount),
      short(column.min),
      short(column.max),
      column.mean === null ? "" : number.format(column.mean),
      first ? `${short(first.value)} (${number.format(first.count)})` : "",
    ]);
  }
  return rows.toString();
}

const table = (head: string[]) => new Table({ head, style: { head: [], border: [], compact: true } });

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
