import { join } from "node:path";
import pg from "pg";

import { loadFolder } from "../test/real-databases/load-database.js";
import { breakDatabase, type Found } from "./planted/break-database.js";
import { nameOf } from "./planted/check-rules.js";
import { falseAlarms } from "./planted/false-alarms.js";
import { learn } from "./planted/learn.js";
import { Scratch } from "./planted/scratch.js";
import { SHOP } from "./planted/shop.sql.js";

/** A database for the trial, and how it is filled. */
interface Database {
  readonly name: string;
  fill(url: string): Promise<void>;
}

const OWN: readonly Database[] = [{ name: "shop (generated)", fill: (url) => run(url, SHOP) }];

/** Prints which planted errors the proposed rules find, and which rules fail on clean rows that they were not learned from. */
export async function plantedErrors(
  directory: string,
  folders: readonly string[],
  superuserUrl: string,
): Promise<void> {
  const scratch = new Scratch(superuserUrl);
  const given = folders.map((name) => ({ name, fill: (url: string) => loadFolder(join(directory, name), url) }));
  for (const { name, fill } of [...given, ...OWN]) {
    const clean = await scratch.create();
    try {
      await fill(scratch.url(clean));
      await run(scratch.url(clean), "analyze");
      for (const values of [true, false]) await trial(scratch, clean, name, values);
    } finally {
      await scratch.drop(clean);
    }
  }
}

async function trial(scratch: Scratch, clean: string, name: string, values: boolean): Promise<void> {
  const rules = await learn(scratch.url(clean), { values });
  const found = await breakDatabase(scratch.url(clean), rules);
  const alarms = await falseAlarms(scratch, clean, values);
  console.log(`\n${name}, ${values ? "values read" : "without values of texts"}: ${rules.length} rules`);
  console.log(`  planted errors found: ${share(found.filter(({ by }) => by).length, found.length)}`);
  for (const [kind, some] of [...Map.groupBy(found, ({ error }) => error.kind)].toSorted()) {
    console.log(`    ${kind}: ${share(some.filter(({ by }) => by).length, some.length)}`);
  }
  for (const miss of found.filter(({ by }) => !by)) console.log(`    missed: ${missed(miss)}`);
  console.log(
    `  rules learned on half of the rows that fail on the other: ${share(alarms.failed.length, alarms.rules.length)}`,
  );
  for (const rule of alarms.failed) console.log(`    false alarm: ${nameOf(rule)}`);
}

const share = (part: number, all: number) =>
  `${part} of ${all}${all > 0 ? ` (${((100 * part) / all).toFixed(1)} %)` : ""}`;
const missed = ({ error: { kind, table, columns } }: Found) =>
  `${kind} in ${table.name}${columns.length > 0 ? ` (${columns.join(", ")})` : ""}`;

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
