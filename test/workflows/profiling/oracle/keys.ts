import type pg from "pg";

const DECLARED = `
  select array_agg(a.attname::text order by k.place) as names
  from pg_index i
  cross join lateral unnest(i.indkey::int2[]) with ordinality as k(attnum, place)
  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
  where i.indrelid = $1 and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
    and k.place <= i.indnkeyatts
    and not exists ( -- a key of an inheritance parent says nothing of the rows of its children
      select from pg_inherits h join pg_class c on c.oid = h.inhparent where h.inhparent = $1 and c.relkind = 'r')
  group by i.indexrelid, i.indisprimary
  having bool_and(a.attnotnull)
  order by i.indisprimary desc`;

interface Seen {
  readonly name: string;
  readonly nullCount: number;
  readonly rowCount: number;
  readonly distinctCount: number | null;
}

/** The sets of columns that identify a row, each as its names in order, and all of them in an order of their own. */
export async function candidateKeys(client: pg.Client, oid: number, columns: readonly Seen[]): Promise<string[]> {
  const declared: string[][] = (await client.query(DECLARED, [oid])).rows.map((row) => row.names);
  const seen = columns.filter((c) => c.rowCount > 0 && c.nullCount === 0 && c.distinctCount === c.rowCount);
  const all = [...declared, ...seen.map((c) => [c.name])];
  return [...new Set(all.map((names) => JSON.stringify(names)))].sort();
}
