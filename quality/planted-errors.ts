import { join } from "node:path";
import Table from "cli-table3";
import pg from "pg";
import { loadFolder } from "../test/real-databases/load-database.js";
import { SUPERUSER_URL } from "../test/support/test-server.js";
import { databaseFolders } from "./data-directory.js";
import { breakDatabase, type Found } from "./planted/break-database.js";
import { nameOf } from "./planted/check-rules.js";
import { type FalseAlarms, falseAlarms } from "./planted/false-alarms.js";
import { learn } from "./planted/learn.js";
import { Scratch } from "./planted/scratch.js";
import { SHOP } from "./planted/shop.sql.js";

/** With the values of texts, and as where a service's rows may not leave: metadata and figures only. */
const MODES = [true, false] as const;

interface Trial {
  readonly found: readonly Found[];
  readonly alarms: FalseAlarms;
}

/** The share of planted errors that proposed rules find, and that of rules which fail on clean rows that nobody learned from. */
export async function measurePlantedErrors(directory: string): Promise<void> {
  const scratch = new Scratch(process.env[SUPERUSER_URL]!);
  const given = databaseFolders(directory);
  const totals = new Map<boolean, Trial[]>(MODES.map((values) => [values, []]));
  for (const name of given) {
    await withDatabase(
      scratch,
      (url) => loadFolder(join(directory, name), url),
      async (clean) => {
        for (const values of MODES) totals.get(values)!.push(await trial(scratch, clean, name, values));
      },
    );
  }
  // For what the given databases have no place for: sums, totals, freshness, references without a key.
  await withDatabase(
    scratch,
    (url) => run(url, SHOP),
    async (clean) => {
      for (const values of MODES) await trial(scratch, clean, "a generated shop", values);
    },
  );
  for (const [values, trials] of totals) print(`All of ${given.join(", ")}`, values, together(trials));
}

async function withDatabase(
  scratch: Scratch,
  fill: (url: string) => Promise<void>,
  work: (clean: string) => Promise<void>,
): Promise<void> {
  const clean = await scratch.create();
  try {
    await fill(scratch.url(clean));
    await run(scratch.url(clean), "analyze");
    await work(clean);
  } finally {
    await scratch.drop(clean);
  }
}

async function trial(scratch: Scratch, clean: string, name: string, values: boolean): Promise<Trial> {
  const rules = await learn(scratch.url(clean), { values });
  const done = {
    found: await breakDatabase(scratch.url(clean), rules),
    alarms: await falseAlarms(scratch, clean, values),
  };
  print(`${name}, ${rules.length} rules`, values, done);
  for (const { by, error } of done.found) {
    const columns = error.columns.length > 0 ? ` (${error.columns.join(", ")})` : "";
    if (!by) console.log(`  missed: ${error.kind} in ${error.table.name}${columns}`);
  }
  for (const rule of done.alarms.failed) console.log(`  false alarm: ${nameOf(rule)}`);
  return done;
}

const together = (trials: readonly Trial[]): Trial => ({
  found: trials.flatMap(({ found }) => found),
  alarms: {
    rules: trials.flatMap(({ alarms }) => alarms.rules),
    failed: trials.flatMap(({ alarms }) => alarms.failed),
  },
});

function print(name: string, values: boolean, { found, alarms }: Trial): void {
  const table = new Table({ head: ["errors", "planted", "found", "share"], style: { head: [], border: [] } });
  const kinds = [...Map.groupBy(found, ({ error }) => error.kind)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const row = (kind: string, some: readonly Found[]) => {
    const hits = some.filter(({ by }) => by).length;
    return [kind, some.length, hits, share(hits, some.length)];
  };
  table.push(...kinds.map(([kind, some]) => row(kind, some)), row("all", found));
  console.log(`\nPlanted errors: ${name}, ${values ? "with values of texts" : "without values of texts"}`);
  console.log(table.toString());
  const { failed, rules } = alarms;
  console.log(
    `  Learned on half of the rows, ${failed.length} of ${rules.length} rules fail on the other (${share(failed.length, rules.length)}).`,
  );
}

const share = (part: number, all: number) => (all === 0 ? "" : `${((100 * part) / all).toFixed(1)} %`);

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
