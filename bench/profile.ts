import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { ProfilingMode } from "../src/assets/profile.model.js";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../src/platform/embedded-postgres/start-embedded-postgres.js";
import { TlsMode } from "../src/sources/source-session.js";
import { Sources } from "../src/sources/sources.js";
import { streamProfile } from "../src/workflows/profiling/stream/stream-profile.js";
import { COLUMN_QUERIES, createTableSql } from "./profile-table.sql.js";
import { watchMemory } from "./watch-memory.js";

const ROUNDS = 5;
const CONNECTIONS = 10;
const APPLICATION = "data-readiness/bench";

/**
 * An exact profile of a table of 12 columns, beside what reading it once costs at least (a text COPY whose rows nobody
 * looks at), and beside the usual way, ten column queries at a time.
 */
export async function benchProfile(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...options], options: { rows: { type: "string", default: "1000000" } } });
  const dataDir = await mkdtemp(join(tmpdir(), "data-readiness-bench-"));
  await chmod(dataDir, 0o755); // root's PostgreSQL runs as another account, which has to get in
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    await makeTable(server, Number(values.rows));
    await measure(server, join(dataDir, "spill"), Number(values.rows));
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function makeTable(server: EmbeddedPostgres, rows: number): Promise<void> {
  await withClient(server, async (client) => {
    await client.query(createTableSql(rows));
    await client.query("vacuum analyze bench_orders");
  });
}

async function measure(server: EmbeddedPostgres, spillDir: string, rows: number): Promise<void> {
  const times = { copy: [] as number[], ours: [] as number[], queries: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.copy.push(await timed(() => copyToNowhere(server)));
    times.ours.push(await timed(() => ourProfile(server, spillDir)));
    times.queries.push(await timed(() => columnQueries(server)));
  }
  const [copy, ours, queries] = [median(times.copy), median(times.ours), median(times.queries)];
  const table = new Table({ head: ["way", "ms (median of 5)", "/ COPY", "ours is faster by"] });
  const row = (way: string, ms: number) =>
    table.push([way, ms.toFixed(0), (ms / copy).toFixed(2), (ms / ours).toFixed(2)]);
  row("one text COPY to nowhere", copy);
  row("ours: exact, every figure", ours);
  row(`${COLUMN_QUERIES.length} column queries, ${CONNECTIONS} at a time`, queries);
  console.log(`${rows} rows of 12 columns\n${table}`);
  const memory = watchMemory(server.superuserUrl, APPLICATION);
  await memory.during(() => ourProfile(server, spillDir)); // once more, since watching takes time
  console.log(`Peak memory while profiling: ${memory.report()}`);
}

async function copyToNowhere(server: EmbeddedPostgres): Promise<void> {
  await withClient(server, async (client) => {
    const rows = client.query(copyTo("copy bench_orders to stdout"));
    for await (const chunk of rows) void chunk;
  });
}

async function ourProfile(server: EmbeddedPostgres, spillDir: string): Promise<void> {
  const { hostname, port, username, password } = new URL(server.superuserUrl);
  await streamProfile(spillDir)({
    sources: new Sources({ allowHosts: [hostname], denyHosts: [], statementTimeoutMs: 3_600_000 }),
    target: {
      serviceId: "bench",
      host: hostname,
      port: Number(port),
      database: "postgres",
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      tls: TlsMode.DISABLE,
      rowsMayLeave: true,
    },
    table: { schema: "public", name: "bench_orders" },
    options: { mode: ProfilingMode.EXACT, sampleDataLimit: 5, parallelWorkers: 10 },
    signal: new AbortController().signal,
    applicationName: APPLICATION,
    statementTimeoutMs: 3_600_000,
    progress: () => undefined,
  });
}

async function columnQueries(server: EmbeddedPostgres): Promise<void> {
  const waiting = [...COLUMN_QUERIES];
  const work = (client: pg.Client) => async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await client.query(next);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, () => withClient(server, (client) => work(client)())));
}

async function withClient(server: EmbeddedPostgres, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: server.superuserUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
