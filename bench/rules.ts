import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import pg from "pg";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../src/platform/embedded-postgres/start-embedded-postgres.js";
import { ruleSql } from "../src/quality/compile-rule.js";
import { DqDimension, DqSeverity } from "../src/quality/rule.model.js";
import { DqRule } from "../src/quality/rules/rule.entity.js";
import { type SourceTarget, TlsMode } from "../src/sources/source-session.js";
import { Sources } from "../src/sources/sources.js";
import { executeRules } from "../src/workflows/dq-execution/execute-rules.js";
import { COLUMNS, createTablesSql, DEFINITIONS } from "./rules-table.js";

const ROUNDS = 5;
const TIMEOUT_MS = 3_600_000;
const APPLICATION = "data-readiness/bench";

interface Bench {
  readonly sources: Sources;
  readonly target: SourceTarget;
}

/** Thirty rules of one table, as DQ_EXECUTION executes them, beside one query a rule, one after the other, under the same limits. */
export async function benchRules(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...options], options: { rows: { type: "string", default: "1000000" } } });
  const dataDir = await mkdtemp(join(tmpdir(), "data-readiness-bench-"));
  await chmod(dataDir, 0o755); // root's PostgreSQL runs as another account, which has to get in
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    await makeTables(server, Number(values.rows));
    await measure(benchOf(server), Number(values.rows));
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function makeTables(server: EmbeddedPostgres, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: server.superuserUrl });
  await client.connect();
  try {
    await client.query(createTablesSql(rows));
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
}

async function measure(bench: Bench, rows: number): Promise<void> {
  const times = { ours: [] as number[], queries: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const together = await timed(() => ours(bench));
    const apart = await timed(() => oneByOne(bench));
    times.ours.push(together.ms);
    times.queries.push(apart.ms);
    if (together.result !== apart.result) throw new Error(`Not the same: ${together.result} and ${apart.result}`);
  }
  const [fast, slow] = [median(times.ours), median(times.queries)];
  const table = new Table({ head: ["way", "ms (median of 5)", "ours is faster by"] });
  table.push(["ours: all rules, counts", fast.toFixed(0), "1.00"]);
  table.push(["one query a rule, one after the other", slow.toFixed(0), (slow / fast).toFixed(2)]);
  console.log(`${DEFINITIONS.length} rules of a table of ${rows} rows\n${table}`);
}

async function ours({ sources, target }: Bench): Promise<string> {
  const outcomes = await executeRules({
    sources,
    target,
    table: { schema: "public", name: "bench_sales" },
    signal: new AbortController().signal,
    applicationName: APPLICATION,
    statementTimeoutMs: TIMEOUT_MS,
    rules: DEFINITIONS.map((definition, index) =>
      Object.assign(new DqRule(), {
        id: String(index),
        name: definition.kind,
        definition,
        threshold: 0.5,
        dimension: DqDimension.VALIDITY,
        severity: DqSeverity.LOW,
      }),
    ),
    sessions: 2,
    keyLimit: 0,
    personal: new Set(),
    isCatalogued: () => false,
    progress: () => undefined,
  });
  return outcomes.map(({ rowsChecked, rowsFailing }) => `${rowsChecked}/${rowsFailing}`).join(" ");
}

async function oneByOne({ sources, target }: Bench): Promise<string> {
  const columns = Object.entries(COLUMNS).map(([name, type]) => ({ name, type }));
  const table = { schema: "public", name: "bench_sales", columns };
  const session = await sources.open(target, { applicationName: APPLICATION, statementTimeoutMs: TIMEOUT_MS });
  try {
    const counts: string[] = [];
    for (const definition of DEFINITIONS) {
      const sql = ruleSql(definition, table);
      const [row] = await session.query<{ rows_checked: string; rows_failing: string }>(sql);
      counts.push(`${row!.rows_checked}/${row!.rows_failing}`);
    }
    return counts.join(" ");
  } finally {
    await session.close();
  }
}

function benchOf(server: EmbeddedPostgres): Bench {
  const { hostname, port, username, password } = new URL(server.superuserUrl);
  return {
    sources: new Sources({ allowHosts: [hostname], denyHosts: [], statementTimeoutMs: TIMEOUT_MS }),
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
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
