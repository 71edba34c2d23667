import type { MigrationInterface, QueryRunner } from "typeorm";

/** One row a table that is there, with what it is found by. Triggers keep it, so that no writer can forget it. */
export class AssetSearch1700000008000 implements MigrationInterface {
  name = "AssetSearch1700000008000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table asset_search (
        table_id uuid primary key constraint asset_search_table references catalog_table (id) on delete cascade,
        tenant_id text not null,
        fqn text collate "C" not null,
        words tsvector not null,
        facts text[] not null
      )`);
    await runner.query(`create index asset_search_fqn on asset_search (tenant_id, fqn)`);
    await runner.query(
      `create index asset_search_found on asset_search using gin (words, facts) with (gin_pending_list_limit = 512)`,
    );
    // Not forced on the owner: under a policy no index is used for @@ and @>, which may tell of what they compare. The wall is
    // catalog_table: whatever is found here is read there, and all words and facts are those of one tenant besides.
    await runner.query(`alter table asset_search enable row level security`);
    await runner.query(
      `create policy tenant on asset_search using (current_setting('app.tenant', true) in (tenant_id, '*'))`,
    );
    for (const create of [SEARCH_WORDS, FQN_PART, TENANT_PREFIX, refreshFunction(WAITS)]) await runner.query(create);
    for (const source of SOURCES) {
      await runner.query(triggerFunction(source));
      for (const event of source.events) await runner.query(trigger(source, event));
    }
    await runner.query("select set_config('app.tenant', '*', true)");
    await runner.query("select refresh_asset_search(array(select id from catalog_table), true)");
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, events } of [...SOURCES].reverse()) {
      for (const event of events) {
        await runner.query(`drop trigger asset_search_${event} on ${table}`);
      }
      await runner.query(`drop function asset_search_after_${table}()`);
    }
    await runner.query(`drop function refresh_asset_search(uuid[], boolean)`);
    await runner.query(`drop function asset_search_prefix(text)`);
    await runner.query(`drop function asset_search_fqn_part(text)`);
    await runner.query(`drop function search_words(text)`);
    await runner.query(`drop table asset_search`);
  }
}

/**
 * The words of a text, in its order: split at everything that is no letter or digit and inside of camelCase, without
 * accents and case. Texts and queries go through it alike. What is longer than anybody searches for is cut.
 */
const SEARCH_WORDS = String.raw`
  create function search_words(source text) returns text[] language sql immutable parallel safe as $$
    select array_remove(regexp_split_to_array(
      lower(regexp_replace(regexp_replace(
        left(regexp_replace(normalize(left(source collate "default", 50000), NFKD), '[\u0300-\u036f]+', '', 'g'), 50000),
        '([a-z0-9])([A-Z])', '\1 \2', 'g'), '([A-Z])([A-Z][a-z])', '\1 \2', 'g')),
      '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+'), '')
  $$`;

/** A part of a name as formatFqn writes it. */
const FQN_PART = `
  create function asset_search_fqn_part(name text) returns text language sql immutable parallel safe as $$
    select case when name ~ '[."]' then '"' || replace(name, '"', '""') || '"' else name end
  $$`;

/** Begins all words and facts of a tenant, so that its part of the index is its own. */
const TENANT_PREFIX = `
  create function asset_search_prefix(tenant text) returns text language sql immutable parallel safe as $$
    select left(md5(tenant), 6)
  $$`;

/**
 * The tables `t` of `ids` that are there, with what begins all words and facts of their tenant. `offset 0`: they are looked
 * up by their ids before anything else, however many they are.
 */
const LIVE = `(
  select t.id, t.tenant_id, t.prefix, t.name, t.comment, n.name as schema, d.name as database, s.name as service
  from (
    select t.*, asset_search_prefix(t.tenant_id) as prefix
    from unnest(ids) as wanted (id) join catalog_table t on t.id = wanted.id where t.gone_at is null offset 0
  ) t
  join catalog_schema n on n.id = t.schema_id and n.gone_at is null
  join catalog_database d on d.id = n.database_id and d.gone_at is null
  join data_service s on s.id = d.service_id
) t`;

/** Tags and texts of `t` and of those of its columns that are there. */
const KNOWN = `(
  select coalesce(bool_or(a.kind = 'TAG' and a.name like 'PII.%'), false) as pii,
    coalesce(array_agg(distinct a.name) filter (where a.kind = 'TAG'), '{}') as tags,
    coalesce(bool_or(a.kind = 'DESCRIPTION' and a.asset_id = t.id), false) as described,
    string_agg(a.value, ' ') filter (where a.kind = 'DISPLAY_NAME' and a.asset_id = t.id) as name,
    string_agg(a.value, ' ') filter (where a.kind in ('DISPLAY_NAME', 'DESCRIPTION', 'BUSINESS_DEFINITION')) as texts
  from asset_annotation a left join catalog_column k on k.id = a.asset_id and k.gone_at is null
  where a.table_id = t.id and a.value is not null and (a.asset_id = t.id or k.id is not null)
) known`;

/** Changes of `t` that wait for a person; a later migration looks closer. */
export const WAITS = `select 1 from proposed_change c
        where c.table_id = t.id and c.decision = 'PENDING' and c.before is distinct from c.after
          and exists (select 1 from workflow_run_approval p where p.run_id = c.run_id)
          and not exists (
            select 1 from asset_annotation a
            where a.asset_id = c.asset_id and a.kind = c.kind and a.name = c.name and a.origin = 'STEWARD')
          and not exists (
            select 1 from dq_rule r
            where c.kind = 'DQ_RULE' and r.table_id = c.table_id and r.signature = c.name
              and (r.origin = 'STEWARD' or r.client_id is not null or r.status = 'PAUSED'))
          and (c.asset_id = c.table_id or exists (
            select 1 from catalog_column k where k.id = c.asset_id and k.gone_at is null))`;

/** What filters ask for of `t` and its columns: each as it is, or with `no` before it; and the tags. */
const factsOf = (pending: string) => `array(
  select t.prefix || fact from (
    select case when known.pii then 'pii' else 'no pii' end as fact
    union all select case when known.described then 'described' else 'no described' end
    union all select case when exists (
        select 1 from dq_rule r where r.table_id = t.id and r.status = 'ACTIVE'
      ) then 'rules' else 'no rules' end
    union all select case when exists (
        select 1 from dq_violation v where v.table_id = t.id and v.status = 'OPEN'
      ) then 'violations' else 'no violations' end
    union all select case when exists (
        ${pending}
      ) then 'pending' else 'no pending' end
    union all select 'tag ' || tag from unnest(known.tags) as tag
  ) fact order by 1)`;

/** A name, and the same without its underscores as one word. Names are compared by byte; that is no way to make letters small. */
const named = (name: string) => `${name} || ' ' || lower(replace(${name}, '_', '') collate "default")`;

const COLUMNS = `(
  select string_agg(${named("k.name")}, ' ' order by k.ordinal) as names,
    string_agg(left(k.comment, 2000), ' ' order by k.ordinal) as texts
  from catalog_column k where k.table_id = t.id and k.gone_at is null
) of_columns`;

/** The words of `t`; those of its own names once more with = before them. Names come first, as long texts are cut. */
const WORDS = `array_to_tsvector(array(
  select t.prefix || '=' || left(word, 40) from unnest(search_words(names.own)) as word
  union all select t.prefix || left(word, 40) from unnest(search_words(
    concat_ws(' ', names.own, of_columns.names, left(t.comment, 2000), known.texts, of_columns.texts))) as word
))`;

const OWN_NAMES = `(
  select concat_ws(' ', ${["t.name", "t.schema", "t.database", "t.service"].map(named).join(", ")}, known.name) as own
) names`;

const FQN = ["t.service", "t.database", "t.schema", "t.name"]
  .map((part) => `asset_search_fqn_part(${part})`)
  .join(" || '.' || ");

/**
 * Makes the rows of some tables what they have to be; the words only where texts have changed. The tables' locks come first:
 * whoever else is changing something of them has committed then, and is seen.
 */
export const refreshFunction = (pending: string) => `
  create function refresh_asset_search(ids uuid[], texts boolean) returns void language plpgsql as $$
  begin
    if coalesce(cardinality(ids), 0) = 0 then return; end if;
    perform 1 from catalog_table where id = any(ids) order by id for no key update;
    if not texts then
      update asset_search s set facts = f.facts
      from (select t.id, ${factsOf(pending)} as facts from ${LIVE} cross join lateral ${KNOWN}) f
      where s.table_id = f.id and s.facts <> f.facts;
      return;
    end if;
    delete from asset_search s where s.table_id = any(ids) and not exists (
      select 1 from ${LIVE} where t.id = s.table_id);
    insert into asset_search as s (table_id, tenant_id, fqn, words, facts)
    select t.id, t.tenant_id, ${FQN}, ${WORDS}, ${factsOf(pending)}
    from ${LIVE}
    cross join lateral ${KNOWN} cross join lateral ${OWN_NAMES} cross join lateral ${COLUMNS}
    on conflict (table_id) do update set fqn = excluded.fqn, words = excluded.words, facts = excluded.facts
    where s.fqn <> excluded.fqn or s.words <> excluded.words or s.facts <> excluded.facts;
  end
  $$`;

type Event = "insert" | "update" | "delete";

export interface Source {
  readonly table: string;
  readonly events: readonly Event[];
  /** Whether words come from it; else only facts do. */
  readonly texts: boolean;
  /** The tables that changed rows `c` are about. */
  readonly changed: string;
  readonly key: readonly string[];
  /** An update of other columns changes nothing of what tables are found by. */
  readonly columns: readonly string[];
}

const ALL: readonly Event[] = ["insert", "update", "delete"];
const OF_TABLE = "select c.table_id from changed c";
export const SOURCES: readonly Source[] = [
  {
    table: "catalog_database",
    events: ["update"],
    texts: true,
    changed: `select t.id from changed c join catalog_schema n on n.database_id = c.id join catalog_table t on t.schema_id = n.id`,
    key: ["id"],
    columns: ["name", "gone_at"],
  },
  {
    table: "catalog_schema",
    events: ["update"],
    texts: true,
    changed: "select t.id from changed c join catalog_table t on t.schema_id = c.id",
    key: ["id"],
    columns: ["name", "gone_at"],
  },
  {
    table: "catalog_table",
    events: ["insert", "update"],
    texts: true,
    changed: "select c.id from changed c",
    key: ["id"],
    columns: ["name", "comment", "gone_at"],
  },
  {
    table: "catalog_column",
    events: ALL,
    texts: true,
    changed: OF_TABLE,
    key: ["id"],
    columns: ["name", "comment", "gone_at"],
  },
  {
    table: "asset_annotation",
    events: ALL,
    texts: true,
    changed: OF_TABLE,
    key: ["asset_id", "kind", "name"],
    columns: ["value", "origin"],
  },
  {
    table: "dq_rule",
    events: ALL,
    texts: false,
    changed: OF_TABLE,
    key: ["id"],
    columns: ["status", "origin", "client_id"],
  },
  { table: "dq_violation", events: ALL, texts: false, changed: OF_TABLE, key: ["id"], columns: ["status"] },
  {
    table: "proposed_change",
    events: ALL,
    texts: false,
    changed: `${OF_TABLE} where exists (select 1 from workflow_run_approval p where p.run_id = c.run_id)`,
    key: ["id"],
    columns: ["decision", "before", "after", "asset_id", "kind", "name"],
  },
  {
    table: "workflow_run_approval",
    events: ["insert", "delete"],
    texts: false,
    changed: `select p.table_id from changed c join proposed_change p on p.run_id = c.run_id and p.decision = 'PENDING'`,
    key: ["id"],
    columns: [],
  },
];

/** Once a statement, over all rows that it changed. */
function trigger({ table }: Source, event: Event): string {
  const referencing = {
    insert: "new table as changed",
    update: "old table as was new table as changed",
    delete: "old table as changed",
  };
  return `create trigger asset_search_${event} after ${event} on ${table} referencing ${referencing[event]}
    for each statement execute function asset_search_after_${table}()`;
}

export function triggerFunction({ table, events, texts, changed, key, columns }: Source): string {
  const on = key.map((column) => `w.${column} = c.${column}`).join(" and ");
  const of = (row: string) => `(${columns.map((column) => `${row}.${column}`).join(", ")})`;
  const others = changed.replace(
    "from changed c",
    `from (select c.* from changed c join was w on ${on} where ${of("w")} is distinct from ${of("c")}) c`,
  );
  const refresh = (ids: string) =>
    `perform refresh_asset_search(array(select distinct * from (${ids}) ids), ${texts});`;
  const body = events.includes("update")
    ? `if tg_op = 'UPDATE' then ${refresh(others)} else ${refresh(changed)} end if;`
    : refresh(changed);
  return `create function asset_search_after_${table}() returns trigger language plpgsql as $$
    begin ${body} return null; end $$`;
}
