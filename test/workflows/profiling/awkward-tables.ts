/** Tables that are special in another way than by the types of their columns. */
export function awkwardTablesSql(file: string): string {
  return `
  create table empty (id int primary key, name text, price numeric, at timestamptz, tags text[], raw bytea, spot point);
  create table no_columns ();
  insert into no_columns select from generate_series(1, 3);
  create table no_columns_no_rows ();
  create table one_row as select 1 as id, 'one'::text as name, 2.5::float8 as price, now()::date as day, null::text as nothing;

  create table parted (id int not null, region text not null, amount numeric(8,2), primary key (region, id)) partition by list (region);
  create table parted_north partition of parted for values in ('north') partition by range (id);
  create table parted_north_low partition of parted_north for values from (0) to (50);
  create table parted_north_high partition of parted_north for values from (50) to (1000);
  create table parted_rest partition of parted default;
  insert into parted select n, case when n % 3 = 0 then 'north' else 'region ' || n % 5 end, n * 1.25 from generate_series(0, 199) n;

  create table parent (id int primary key, name text unique);
  create table child (extra int) inherits (parent);
  insert into parent values (1, 'a'), (2, 'b');
  insert into child values (1, 'a', 3), (3, null, 4);

  create view a_view as select id, amount * 2 as doubled, upper(region) as region, null as unknown from parted;
  create materialized view a_matview as select region, count(*) as rows, sum(amount) as total from parted group by region;
  create unique index on a_matview (region);

  create extension file_fdw;
  create server files foreign data wrapper file_fdw;
  create foreign table a_foreign_table (id int, name text, at date) server files options (filename '${file}', format 'csv');

  create table "aW.kward ""table"" — ünï select" ("select" int, "a.b" text, "quo""te" text, "'single'" text, "tab	and
newline" text, "${"x".repeat(63)}" int, "日本語" text, "%s $1 \\N" text, " " text);
  insert into "aW.kward ""table"" — ünï select" values (1, 'a', 'b', 'c', 'd', 2, 'e', 'f', 'g'), (2, null, 'b', 'x', null, 2, 'e', '', ' ');

  create table skewed as select n as id, case when n <= 5000 then 0 else n end as mostly_zero,
    (n * 7919 % 10007)::float8 / 100 as spread, case when n % 100 < 97 then 'usual' else 'rare ' || n % 7 end as word,
    case when n % 10 = 0 then null else n % 3 end as few, timestamptz '2024-01-01 00:00+00' + n * interval '37 minutes' as at,
    md5(n::text) as hash, (n % 50)::numeric as repeated, case n % 3 when 0 then 1.0 when 1 then 1.00 else n end as scales
    from generate_series(1, 6000) n;
  alter table skewed add primary key (id);
  create unique index on skewed (hash);
  create unique index on skewed (spread) where id < 10;
  create index on skewed (word);
  analyze skewed;

  create table dropped_columns (a int, gone text, b text not null unique, also_gone int, c date);
  alter table dropped_columns drop column gone, drop column also_gone;
  insert into dropped_columns values (1, 'x', '2024-01-01'), (1, 'y', null);

  create table keys (a int not null, b int not null, c int, d int not null, primary key (b, a), unique (c, d), unique (d) include (a));
  insert into keys select n % 3, n, n, n from generate_series(1, 9) n;

  create table partly_secret (id int, secret text, name text);
  insert into partly_secret select n, 'secret ' || n, 'name ' || n % 4 from generate_series(1, 20) n;
  grant select (id, name) on partly_secret to :role;
  grant usage on schema public to :role;
  `;
}

export const AWKWARD_TABLES: readonly string[] = [
  "empty",
  "no_columns",
  "no_columns_no_rows",
  "one_row",
  "parted",
  "parted_north",
  "parted_north_low",
  "parent",
  "child",
  "a_view",
  "a_matview",
  "a_foreign_table",
  'aW.kward "table" — ünï select',
  "skewed",
  "dropped_columns",
  "keys",
];
