import pg from "pg";
import { type OracleColumn, oracleColumns } from "./columns.js";
import { candidateKeys } from "./keys.js";
import { histogram, moments, nonFinite } from "./numbers.js";
import { extreme, percentile } from "./order.js";
import { count, one } from "./query.js";
import { blanks, formats, lengths, shapes } from "./texts.js";
import { seenType, typeDistribution } from "./types.js";
import { distinct, mostFrequent, samplesByHash, samplesInOrder } from "./values.js";

/**
 * A table's profile by independent plain SQL, a query a figure, after docs/profiling.md and sharing no code with src:
 * what both ways of computing a profile are held to.
 */
export async function oracleProfile(client: pg.Client, schema: string, name: string, sampleDataLimit = 5) {
  await client.query("begin isolation level repeatable read read only");
  try {
    await client.query(`set local search_path = ''; set local datestyle = 'ISO'; set local timezone = 'UTC';
      set local intervalstyle = 'postgres'; set local extra_float_digits = 1; set local bytea_output = 'hex'`);
    const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
    const oid = Number(await one(client, "select $1::regclass::oid", [table]));
    const columns: Awaited<ReturnType<typeof columnProfile>>[] = [];
    const rowCount = await rowCountOf(client, table, oid);
    for (const column of await oracleColumns(client, oid)) {
      columns.push(await columnProfile(client, table, column, rowCount, sampleDataLimit));
    }
    return { mode: "EXACT", rowCount, rowsRead: rowCount, keys: await candidateKeys(client, oid, columns), columns };
  } finally {
    await client.query("rollback");
  }
}

/** Reading no column at all needs a right on one, so a role with rights on some columns counts by one of those. */
async function rowCountOf(client: pg.Client, table: string, oid: number): Promise<number> {
  const columns = await oracleColumns(client, oid);
  if (columns.length > 0 && !columns.some((c) => c.readable)) throw new Error("No column can be read.");
  return count(client, `select count(*) from ${table} as t`);
}

async function columnProfile(client: pg.Client, table: string, c: OracleColumn, rowCount: number, limit: number) {
  const base = { name: c.name, ordinal: c.ordinal, declaredType: c.declaredType, estimated: false, rowCount };
  if (!c.readable) return { ...base, skipped: true, ...NOTHING };
  const present = await count(client, `select count(${c.value}) from ${table} as t`);
  const groups = await distinct(client, table, c);
  const distribution = await typeDistribution(client, table, c, present);
  const has = (...kinds: string[]) => kinds.includes(c.kind);
  const quartile = (share: number) => (has("number", "time", "ordered") ? percentile(client, table, c, share) : null);
  const ordered = !has("opaque", "geometric", "binary");
  const samples = has("number", "time", "ordered") ? samplesInOrder : samplesByHash;
  return {
    ...base,
    ...NOTHING,
    skipped: false,
    nullCount: rowCount - present,
    completeness: rowCount === 0 ? null : present / rowCount,
    ...groups,
    uniqueness: present === 0 ? null : groups.distinctCount / present,
    min: ordered ? await extreme(client, table, c, "min") : null,
    max: ordered ? await extreme(client, table, c, "max") : null,
    firstQuartile: await quartile(0.25),
    median: await quartile(0.5),
    thirdQuartile: await quartile(0.75),
    percentile95: await quartile(0.95),
    ...(has("number") ? await moments(client, table, c) : {}),
    histogram: has("number", "time") ? await histogram(client, table, c) : [],
    nonFinite: has("number", "time") ? await nonFinite(client, table, c) : null,
    mostFrequent: has("binary") ? [] : await mostFrequent(client, table, c, present),
    sampleValues: has("binary") ? [] : await samples(client, table, c, limit),
    length: has("text", "opaque", "geometric", "binary") ? await lengths(client, table, c) : null,
    ...(has("text") ? await blanks(client, table, c) : {}),
    shapes: has("text") ? await shapes(client, table, c, present) : [],
    formats: has("text") ? await formats(client, table, c, present) : [],
    typeDistribution: distribution,
    seenType: seenType(distribution),
  };
}

/** A figure that a column doesn't have is null, a list of them empty. */
const NOTHING = {
  seenType: null as string | null,
  typeDistribution: [] as { type: string; count: number }[],
  nullCount: 0,
  completeness: null as number | null,
  distinctCount: null as number | null,
  uniqueCount: null as number | null,
  uniqueness: null as number | null,
  min: null as string | null,
  max: null as string | null,
  mean: null as number | null,
  standardDeviation: null as number | null,
  firstQuartile: null as string | null,
  median: null as string | null,
  thirdQuartile: null as string | null,
  percentile95: null as string | null,
  histogram: [] as { lower: string; upper: string; count: number }[],
  mostFrequent: [] as { value: string; count: number; share: number }[],
  length: null as { min: number; max: number; mean: number } | null,
  blankCount: null as number | null,
  paddedCount: null as number | null,
  shapes: [] as { shape: string; count: number; share: number }[],
  formats: [] as { format: string; count: number; share: number }[],
  outliers: null as { count: number; lowerBound: number; upperBound: number } | null,
  nonFinite: null as { nan: number; positiveInfinity: number; negativeInfinity: number } | null,
  sampleValues: [] as string[],
};

export type OracleProfile = Awaited<ReturnType<typeof oracleProfile>>;
