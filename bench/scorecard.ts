import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import pg from "pg";
import { DataSource, type DataSourceOptions } from "typeorm";
import dataSource from "../ormconfig.js";
import { Catalog } from "../src/assets/catalog/catalog.service.js";
import type { RequestContext } from "../src/platform/context.js";
import { Database } from "../src/platform/database.js";
import { ensureDatabase } from "../src/platform/embedded-postgres/ensure-database.js";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/start-embedded-postgres.js";
import type { Fqn } from "../src/platform/fqn.js";
import { Scorecards } from "../src/quality/scorecard/scorecards.js";
import { DEFAULT_WEIGHTS } from "../src/quality/scorecard/weights.js";
import { scorecardRowsSql } from "./scorecard-rows.sql.js";

const ROUNDS = 3;
const OWNER = { name: "bench", password: "bench" };
const CONTEXT = { identity: { tenantId: "bench" }, loaders: new Map() } as unknown as RequestContext;

/** Scorecards and trends over a service with very many tables, each assessed several times; two columns of each are measured too. */
export async function benchScorecard(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: { tables: { type: "string", default: "100000" }, assessments: { type: "string", default: "3" } },
  });
  const dataDir = await mkdtemp(join(tmpdir(), "data-readiness-bench-"));
  await chmod(dataDir, 0o755); // root's PostgreSQL runs as another account, which has to get in
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    await ensureDatabase(server.superuserUrl, "bench", OWNER);
    const url = server.urlOf("bench", OWNER.name, OWNER.password);
    const own = await new DataSource({ ...dataSource.options, url } as DataSourceOptions).initialize();
    await own.runMigrations();
    await fill(server.urlOf("bench"), Number(values.tables), Number(values.assessments));
    const database = new Database(own);
    await measure(new Scorecards(database, new Catalog(database, undefined as never)));
    await own.destroy();
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function fill(url: string, tables: number, assessments: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const sql of scorecardRowsSql(tables, assessments)) await client.query(sql);
    await client.query("vacuum analyze");
    const { rows } = await client.query(
      `select relname, reltuples::bigint as rows, pg_size_pretty(pg_total_relation_size(oid)) as size from pg_class
       where relname in ('catalog_table', 'metric_snapshot', 'table_assessment')`,
    );
    console.table(rows);
  } finally {
    await client.end();
  }
}

const LEVELS: readonly Fqn[] = [["s"], ["s", "d0", "n0"], ["s", "d0", "n0", "t0"], ["s", "d0", "n0", "t0", "c0"]];

async function measure(scorecards: Scorecards): Promise<void> {
  const asked = { workflowRunId: null, weights: DEFAULT_WEIGHTS };
  const table = new Table({ head: ["asset", "tables", "now, ms", "as of the first, ms", "trend, ms", "points"] });
  for (const fqn of LEVELS) {
    const trend = () => scorecards.trend(CONTEXT, fqn, { from: null, to: null }, 30, DEFAULT_WEIGHTS);
    const points = (await trend())!;
    const [first] = points;
    const now = await median(() => scorecards.find(CONTEXT, fqn, { ...asked, asOf: null }));
    const then = await median(() => scorecards.find(CONTEXT, fqn, { ...asked, asOf: first!.at }));
    const { tables } = (await scorecards.find(CONTEXT, fqn, { ...asked, asOf: null }))!;
    table.push([fqn.join("."), tables, now, then, await median(trend), points.length]);
  }
  console.log(`Median of ${ROUNDS}\n${table}`);
}

async function median(work: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[ROUNDS >> 1]!.toFixed(0);
}
