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
 * Learns on one half of the rows and checks on the other, and the other way round. First the tables that no other refers to are
 * split with all others whole, so that their references stay; then all are split, for the others.
 */
export async function falseAlarms(scratch: Scratch, clean: string, values: boolean): Promise<FalseAlarms> {
  const { ends, inner } = await endTables(scratch.url(clean));
  const first = await halves(scratch, clean, { values, only: ends, split: ends });
  const second = await halves(scratch, clean, { values, only: inner, split: new Set([...ends, ...inner]) });
  return { rules: [...first.rules, ...second.rules], failed: [...first.failed, ...second.failed] };
}

interface Split {
  readonly values: boolean;
  /** Tables whose rules count. */
  readonly only: ReadonlySet<string>;
  /** Tables of which each copy has a half. */
  readonly split: ReadonlySet<string>;
}

async function halves(scratch: Scratch, clean: string, { values, only, split }: Split): Promise<FalseAlarms> {
  const [one, other] = [await halfOf(scratch, clean, split, 0), await halfOf(scratch, clean, split, 1)];
  try {
    const found = [
      await check(scratch.url(other), await learn(scratch.url(one), { values, only })),
      await check(scratch.url(one), await learn(scratch.url(other), { values, only })),
    ];
    return { rules: found.flatMap(({ rules }) => rules), failed: found.flatMap(({ failed }) => failed) };
  } finally {
    await scratch.drop(one);
    await scratch.drop(other);
  }
}

async function check(url: string, rules: readonly CheckedRule[]): Promise<FalseAlarms> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const failed: CheckedRule[] = [];
    for (const rule of rules) if (!(await holds(client, rule))) failed.push(rule);
    return { rules, failed };
  } finally {
    await client.end();
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
      const hash = "('x' || left(md5(ctid::text || 'half'), 4))::bit(16)::int";
      await client.query(`delete from only ${quoted} where ${hash} % 2 = ${which}`);
    }
    await client.query("analyze");
  } finally {
    await client.end();
  }
  return name;
}

const REFERRED = `select distinct n.nspname || '.' || c.relname as name from pg_constraint k
  join pg_class c on c.oid = k.confrelid join pg_namespace n on n.oid = c.relnamespace where k.contype = 'f' and k.conrelid <> k.confrelid`;

/** Tables that no foreign key refers to, and the others. */
async function endTables(url: string): Promise<{ readonly ends: Set<string>; readonly inner: Set<string> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const referred = new Set((await client.query<{ name: string }>(REFERRED)).rows.map(({ name }) => name));
    const all = (await tablesOf(client)).map(({ schema, name }) => `${schema}.${name}`);
    return { ends: new Set(all.filter((name) => !referred.has(name))), inner: referred };
  } finally {
    await client.end();
  }
}
