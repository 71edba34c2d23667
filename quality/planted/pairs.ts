import type pg from "pg";
import { broken, type PlantedError } from "./errors.js";
import { NUMBERS, quote, type TableInfo, TEXTS, TIMES } from "./table-info.js";

const LEAST_ROWS = 20;
const TOUCHED = /(updat|modif|touch|load|sync|chang)/i;
const PLACES = /(zip|postal|city|county|state|region|province|district|country)/i;

/** Errors between two columns of a row, or of two tables, that the clean rows are free of. */
export async function pairErrors(
  client: pg.Client,
  table: TableInfo,
  tables: readonly TableInfo[],
): Promise<PlantedError[]> {
  if (table.rows < LEAST_ROWS) return [];
  return [
    ...(await orders(client, table)),
    ...(await dependencies(client, table)),
    ...(await orphans(client, table, tables)),
  ];
}

/** A start after its end: the two are exchanged. */
async function orders(client: pg.Client, table: TableInfo): Promise<PlantedError[]> {
  const times = table.columns.filter(
    ({ type, distinct, name }) => TIMES.has(type) && distinct > 3 && !TOUCHED.test(name),
  );
  const found: PlantedError[] = [];
  for (const a of times) {
    for (const b of times) {
      if (a === b) continue;
      const [x, y] = [quote(a.name), quote(b.name)];
      const { rows } = await client.query(
        `select count(*) filter (where ${x} > ${y}) as wrong, count(*) filter (where ${x} < ${y}) as right from ${table.quoted}`,
      );
      if (Number(rows[0].wrong) > 0 || Number(rows[0].right) < LEAST_ROWS) continue;
      const attempt = broken(table, a.name, `${y} + interval '3 days'`, `${x} < ${y}`);
      found.push({ kind: "start after end", table, columns: [a.name, b.name], attempts: [attempt] });
    }
  }
  return found;
}

/** Another row's value, where all rows of the same key have one value; only of names that speak of the same. */
async function dependencies(client: pg.Client, table: TableInfo): Promise<PlantedError[]> {
  const grouped = table.columns.filter(
    ({ type, distinct, values }) => (TEXTS.has(type) || NUMBERS.has(type)) && distinct >= 5 && distinct <= 0.7 * values,
  );
  const found: PlantedError[] = [];
  for (const a of grouped) {
    for (const b of grouped) {
      if (a === b || b.isKey || !areRelated(a.name, b.name)) continue;
      const [x, y] = [quote(a.name), quote(b.name)];
      const { rows } = await client.query(
        `select count(*) filter (where n > 1) as groups, coalesce(max(v), 0) as most from (select count(*) as n, count(distinct ${y}) as v
         from ${table.quoted} where ${x} is not null and ${y} is not null group by ${x}) g`,
      );
      if (Number(rows[0].most) !== 1 || Number(rows[0].groups) < 10) continue;
      const several = `${x} in (select ${x} from ${table.quoted} group by 1 having count(${y}) > 2)`;
      const other = `(select o.${y} from ${table.quoted} o where o.${y} <> ${table.quoted}.${y} order by md5(o.ctid::text) limit 1)`;
      found.push({
        kind: "dependency broken",
        table,
        columns: [a.name, b.name],
        attempts: [broken(table, b.name, other, several)],
      });
    }
  }
  return found;
}

function areRelated(a: string, b: string): boolean {
  if (PLACES.test(a) && PLACES.test(b)) return true;
  const words = (name: string) =>
    name
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word.length > 2 && !/^(name|code|type|date|the)$/.test(word));
  return words(a).some((word) => words(b).includes(word));
}

/** A key that the other table does not have: of columns that are named like that table's key and hold its values only. */
async function orphans(client: pg.Client, table: TableInfo, tables: readonly TableInfo[]): Promise<PlantedError[]> {
  const found: PlantedError[] = [];
  for (const column of table.columns) {
    if (column.distinct < 5 || column.distinct === column.rows || !(NUMBERS.has(column.type) || TEXTS.has(column.type)))
      continue;
    const target = tables.find(
      (other) =>
        other !== table &&
        other.columns.some(
          ({ name, distinct, values }) =>
            name === column.name && distinct === values && values === other.rows && values >= 5,
        ),
    );
    if (!target || !/(id|code|key|no|number)$/i.test(column.name)) continue;
    const c = quote(column.name);
    const { rows } = await client.query(
      `select count(*) as lost from ${table.quoted} t where ${c} is not null and ${c}::text not in (select ${c}::text from ${target.quoted} where ${c} is not null)`,
    );
    if (Number(rows[0].lost) > 0) continue;
    const attempts = NUMBERS.has(column.type) ? [`${column.max! + 1000}`, "31999"] : ["'ZQXJK'", "'ZQ'", "'Q'"];
    found.push({
      kind: "orphan",
      table,
      columns: [column.name],
      attempts: attempts.map((to) => broken(table, column.name, to)),
    });
  }
  return found;
}
