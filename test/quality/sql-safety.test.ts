import { expect, test } from "@jest/globals";
import { unsafeReason } from "../../src/quality/sql-safety.js";

const known = (schema: string, table: string) => schema === "public" && ["film", "rental"].includes(table);
const reason = (sql: string) => unsafeReason(sql, known);

test.each([
  "select * from public.film where length < 0",
  "select f.film_id from public.film f left join public.rental r on r.film_id = f.film_id where r.film_id is null;",
  "with x as (select title, count(*) as n from public.film group by title) select * from x where n > 1",
  "select * from public.film where rental_rate not in (0.99, 2.99) or title !~ '^[A-Z]' or lower(title) like '%x%'",
  "select * from (select *, row_number() over (partition by title order by film_id) as place from public.film) q where place > 1",
  "select * from public.film where last_update < now() - interval '1 day' and extract(year from last_update) > 2000",
  "select 1 where not exists (select from public.film) union all select 2",
  "select * from public.film where pg_catalog.char_length(title::text) > 10 and rating::text = any (array['G', 'PG'])",
])("a SELECT of catalogued tables is taken: %s", async (sql) => {
  expect(await reason(sql)).toBeUndefined();
});

test.each([
  ["delete from public.film", /no SELECT/],
  ["select 1; drop table public.film", /not exactly one/],
  ["", /not exactly one|parser/],
  ["select * from public.film where", /parser/],
  ["select * into public.copy from public.film", /writes a table|IntoClause/],
  ["with gone as (delete from public.film returning *) select * from gone", /DeleteStmt/],
  ["select * from public.film for update", /locks rows|LockingClause/],
  ["select * from public.payment", /not in the catalog/],
  ["select * from other.film", /not in the catalog/],
  ["select * from film", /without its schema/],
  ["select * from elsewhere.public.film", /another database/],
  ["select * from pg_catalog.pg_authid", /not in the catalog/],
  ["select * from pg_shadow", /without its schema/],
  ["with pg_shadow as (select 1) select (select count(*) from pg_shadow) from public.film", /begins with pg_/],
  ["select pg_sleep(10) from public.film", /function pg_sleep/],
  ["select pg_catalog.pg_read_file('/etc/passwd')", /function pg_read_file/],
  ["select public.lower(title) from public.film", /function lower/],
  ["select nextval('public.film_film_id_seq')", /function nextval/],
  ["select set_config('statement_timeout', '0', false) from public.film", /function set_config/],
  ["select random() from public.film", /function random/],
  ["select * from generate_series(1, 1000000000)", /RangeFunction/],
  ["select 'public.film'::regclass", /type regclass/],
  ["select current_user from public.film", /who the user is/],
  ["select 1 operator(public.+) 1 from public.film", /operator of another schema/],
  ["with recursive r as (select 1 as n union all select n + 1 from r) select * from r", /recursive/],
  ["select $1 from public.film", /ParamRef/],
  ["copy public.film to program 'cat'", /no SELECT/],
  [`select ${"(select ".repeat(150)}1${")".repeat(150)}`, /nested|parser/],
  [`select '${"x".repeat(60_000)}'`, /longer than/],
])("anything else is refused, case %#", async (sql, why) => {
  expect(await reason(sql)).toMatch(why);
});
