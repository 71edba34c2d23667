import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { DataSource, type DataSourceOptions } from "typeorm";
import dataSource from "../ormconfig.js";
import { AssetFilter } from "../src/assets/search/asset-filter.input.js";
import { AssetSearch } from "../src/assets/search/asset-search.js";
import type { RequestContext } from "../src/platform/context.js";
import { Cursors } from "../src/platform/cursor.js";
import { Database } from "../src/platform/database.js";
import { ensureDatabase } from "../src/platform/embedded-postgres/ensure-database.js";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/start-embedded-postgres.js";
import { KeyRing } from "../src/platform/keys.js";
import { COMMON, fillCatalog, LAST_SERVICE, RARE, SEARCHED, SOME } from "./search-catalog.js";

const TENANT = "a";
const ROUNDS = 40;
const DEEP_PAGES = 100;
const LIMIT_MS = 50;

type Question = readonly [name: string, query: string | null, filter: AssetFilter];

const FILTERS = ["piiTagged", "described", "hasDqRules", "hasOpenViolations", "requiresApproval"] as const;
const QUESTIONS: readonly Question[] = [
  ["everything", null, {}],
  ["a word of twenty tables", RARE, {}],
  ["a word of each second table", COMMON, {}],
  ["a word of each hundredth", SOME, {}],
  ["a word of the last quarter", LAST_SERVICE, {}],
  ["no match", "nowhere", {}],
  ["a beginning", COMMON.slice(0, 4), {}],
  ["one letter", "c", {}],
  ["two words", `order ${COMMON}`, {}],
  ["two words, no match", `${LAST_SERVICE} archive`, {}],
  ...FILTERS.flatMap((filter) =>
    [true, false].map((holds): Question => [`${filter}: ${holds}`, null, { [filter]: holds }]),
  ),
  ["a tag of each fiftieth", null, { tags: ["Finance"] }],
  ["two tags", null, { tags: ["PII.Email", "Sensitivity.Confidential"] }],
  ["no such tag", null, { tags: ["Nobody"] }],
  ["under a schema", null, { under: `${LAST_SERVICE}.db5.schema9` }],
  ["a word, under a service", COMMON, { under: LAST_SERVICE }],
  ["a word and three filters", COMMON, { piiTagged: true, described: false, hasOpenViolations: true }],
  ["a word of each second, and all it lacks", COMMON, { described: true }],
];

/**
 * Searches of one tenant's large catalog beside another tenant's of the same size, one after the other, as the service
 * answers them: transaction, words, places, tables. Beside them the same for one row by its primary key.
 */
export async function benchSearch(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...options], options: { tables: { type: "string", default: "100000" } } });
  const dataDir = await mkdtemp(join(tmpdir(), "data-readiness-bench-"));
  await chmod(dataDir, 0o755); // root's PostgreSQL runs as another account, which has to get in
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    const owner = { name: "bench", password: randomBytes(16).toString("hex") };
    await ensureDatabase(server.superuserUrl, "bench", owner);
    const url = server.urlOf("bench", owner.name, owner.password);
    const connected = await new DataSource({ ...dataSource.options, url } as DataSourceOptions).initialize();
    try {
      await fill(connected, Number(values.tables));
      await measure(connected, Number(values.tables));
    } finally {
      await connected.destroy();
    }
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Without the triggers, and then all at once, as the migration does it. */
async function fill(connected: DataSource, tables: number): Promise<void> {
  await connected.runMigrations();
  const triggers = (state: "enable" | "disable") =>
    Promise.all(SEARCHED.map((table) => connected.query(`alter table ${table} ${state} trigger user`)));
  await triggers("disable");
  for (const tenant of [TENANT, "another"]) await connected.query(fillCatalog(tenant, tables));
  await triggers("enable");
  await connected.query("analyze");
  await new Database(connected).system((manager) =>
    manager.query("select refresh_asset_search(array(select id from catalog_table), true)"),
  );
  await connected.query("vacuum analyze asset_search");
}

async function measure(connected: DataSource, tables: number): Promise<void> {
  const database = new Database(connected);
  const search = new AssetSearch(database, new Cursors(new KeyRing([randomBytes(32).toString("base64")])));
  const floor = await times(ROUNDS, () => oneRow(database));
  const table = new Table({ head: ["question", "found", "p50 ms", "p95 ms", "p99 ms", "× one row"] });
  const add = (name: string, found: number, ms: readonly number[]) => {
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(ms, share)) as [number, number, number];
    const over = p95 > LIMIT_MS ? " !" : "";
    const ratio = p50 / percentile(floor, 0.5);
    table.push([name, found, p50.toFixed(1), p95.toFixed(1) + over, p99.toFixed(1), ratio.toFixed(1)]);
  };
  add("one row by its primary key", 1, floor);
  for (const [name, query, filter] of QUESTIONS) {
    const ask = () => search.search(context(), query, Object.assign(new AssetFilter(), filter), {});
    const { nodes } = await ask();
    add(name, nodes.length, await times(ROUNDS, ask));
  }
  add("pages of 100, up to 10,000 deep", 100, await deepPages(search));
  console.log(
    `${tables} tables of ten columns, beside another tenant's; first pages of 20, ${ROUNDS} times each\n${table}`,
  );
}

async function deepPages(search: AssetSearch): Promise<number[]> {
  let after: string | null = null;
  return times(DEEP_PAGES, async () => {
    const { pageInfo } = await search.search(context(), COMMON, new AssetFilter(), { first: 100, after });
    after = pageInfo.endCursor;
  });
}

const oneRow = (database: Database) =>
  database.tenant(TENANT, (manager) =>
    manager.query("select * from catalog_table where id = $1 and tenant_id = $2", [
      "0cc175b9-0000-7000-8000-000000000001",
      TENANT,
    ]),
  );

const context = (): RequestContext => ({
  requestId: "bench",
  identity: { tenantId: TENANT, projectId: TENANT, clientId: "bench", scopes: new Set(), expiresAt: 0 },
  loaders: new Map(),
});

async function times(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
  const all: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    all.push(performance.now() - start);
  }
  return all;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
