import pg from "pg";
import { type CheckedRule, holds } from "./check-rules.js";
import { columnErrors, type PlantedError } from "./errors.js";
import { pairErrors } from "./pairs.js";
import { tableErrors } from "./table-errors.js";
import { tablesOf } from "./table-info.js";

export interface Found {
  readonly error: PlantedError;
  /** A rule that failed, of those that hold on the clean rows. */
  readonly by: CheckedRule | undefined;
}

/**
 * Plants one error at a time, in a transaction that is taken back: so no error is found by what another one broke. What the
 * database's own constraints refuse is no error that a rule could find.
 */
export async function breakDatabase(url: string, rules: readonly CheckedRule[]): Promise<Found[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("set statement_timeout = '120s'");
    const good: CheckedRule[] = [];
    for (const rule of rules) if (await holds(client, rule)) good.push(rule);
    const tables = await tablesOf(client);
    const found: Found[] = [];
    for (const table of tables) {
      const errors = [
        ...columnErrors(table),
        ...(await pairErrors(client, table, tables)),
        ...(await tableErrors(client, table)),
      ];
      for (const error of errors) {
        const outcome = await plant(client, error, good);
        if (outcome) found.push(outcome);
      }
    }
    return found;
  } finally {
    await client.end();
  }
}

async function plant(
  client: pg.Client,
  error: PlantedError,
  rules: readonly CheckedRule[],
): Promise<Found | undefined> {
  const { table, columns } = error;
  const covering = rules.filter(
    ({ rule, table: { schema, name } }) =>
      schema === table.schema &&
      name === table.name &&
      (columns.length === 0
        ? rule.candidate.columns.length <= 1
        : columns.some((column) => rule.candidate.columns.includes(column))),
  );
  await client.query("begin");
  try {
    // The database's own triggers would write further columns; constraints stay on.
    await client.query(`alter table ${table.quoted} disable trigger user`);
    if (!(await letIn(client, error))) return undefined;
    for (const rule of covering) if (!(await holds(client, rule))) return { error, by: rule };
    return { error, by: undefined };
  } finally {
    await client.query("rollback");
  }
}

async function letIn(client: pg.Client, { attempts, table }: PlantedError): Promise<boolean> {
  for (const attempt of attempts) {
    await client.query("savepoint attempt");
    try {
      const { rowCount } = await client.query(attempt.replaceAll("TABLE", table.quoted));
      await client.query("set constraints all immediate");
      if ((rowCount ?? 0) > 0) return true;
    } catch {
      await client.query("rollback to savepoint attempt");
    }
  }
  return false;
}
