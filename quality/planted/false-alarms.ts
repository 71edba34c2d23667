import pg from "pg";
import { type CheckedRule, holds } from "./check-rules.js";
import { learn } from "./learn.js";
import type { Scratch } from "./scratch.js";
import { tablesOf } from "./table-info.js";

export interface FalseAlarms {
  readonly rules: readonly CheckedRule[];
  readonly failed: readonly CheckedRule[];
}

/**
 * Learns on one half of the rows and checks on the other. Tables that no other refers to are split with all others whole, so
 * that their references stay; then all are split, for the others.
 */
export async function falseAlarms(scratch: Scratch, clean: string, values: boolean): Promise<FalseAlarms> {
  const [ends, inner] = await endTables(scratch.url(clean));
  const first = await half(scratch, clean, values, ends, ends);
  const second = await half(scratch, clean, values, inner, new Set([...ends, ...inner]));
  return { rules: [...first.rules, ...second.rules], failed: [...first.failed, ...second.failed] };
}

async function half(
  scratch: Scratch,
  clean: string,
  values: boolean,
  only: ReadonlySet<string>,
  split: ReadonlySet<string>,
): Promise<FalseAlarms> {
  const [learned, other] = [await halfOf(scratch, clean, split, 0), await halfOf(scratch, clean, split, 1)];
  const client = new pg.Client({ connectionString: scratch.url(other) });
  await client.connect();
  try {
    const rules = await learn(scratch.url(learned), { values, only });
    const failed: CheckedRule[] = [];
    for (const rule of rules) if (!(await holds(client, rule))) failed.push(rule);
    return { rules, failed };
  } finally {
    await client.end();
    await scratch.drop(learned);
    await scratch.drop(other);
  }
}

/** A copy with every other row, by a hash that is not the workflow type's own. */
async function halfOf(scratch: Scratch, clean: string, split: ReadonlySet<string>, which: 0 | 1): Promise<string> {
  const name = await scratch.copy(clean);
  const client = new pg.Client({ connectionString: scratch.url(name) });
  await client.connect();
  try {
    await client.query("set session_replication_role = replica"); // rows go without those that refer to them
    for (const { schema, name: table, quoted } of await tablesOf(client)) {
      if (!split.has(`${schema}.${table}`)) continue;
      await client.query(
        `delete from only ${quoted} where ('x' || left(md5(ctid::text || 'half'), 4))::bit(16)::int % 2 = ${which}`,
      );
    }
    await client.query("analyze");
  } finally {
    await client.end();
  }
  return name;
}

async function endTables(url: string): Promise<[Set<string>, Set<string>]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      "select distinct confrelid::regclass::text as name, (select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = confrelid) as fqn from pg_constraint where contype = 'f' and confrelid <> conrelid",
    );
    const referred = new Set(rows.map(({ fqn }) => fqn as string));
    const all = (await tablesOf(client)).map(({ schema, name }) => `${schema}.${name}`);
    return [new Set(all.filter((name) => !referred.has(name))), new Set(all.filter((name) => referred.has(name)))];
  } finally {
    await client.end();
  }
}
