import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { SourceSession } from "../../src/sources/source-session.js";
import { allRows, anySources, options, TestSource } from "./source-fixture.js";

let source: TestSource;
let session: SourceSession;

beforeAll(async () => {
  source = await TestSource.create();
  await source.admin.query("create table kept (id int primary key); insert into kept values (1), (2)");
  await source.admin.query(`grant all on kept to public`);
});
beforeEach(async () => {
  session = await anySources().open(source.target(), options());
});
afterEach(async () => {
  await session.close();
  await source.gone();
  const { rows } = await source.admin.query("select array_agg(id order by id)::text as ids from kept");
  expect(rows).toEqual([{ ids: "{1,2}" }]);
});
afterAll(() => source.drop());

test.each([
  ["insert", "insert into public.kept values (3)", "25006"],
  ["update", "update public.kept set id = 9", "25006"],
  ["delete", "delete from public.kept", "25006"],
  ["create", "create table public.made (id int)", "25006"],
  ["temporary table from rows", "create temp table made as select 1", "25006"],
  ["row lock", "select * from public.kept for update", "25006"],
  ["writing by a function", "select lo_creat(-1)", "25006"],
  ["making the transaction one that writes", "set transaction read write", "25001"],
  ["the same by another name", "set transaction_read_only = off", "25001"],
  ["stacked statements", "select 1; commit; insert into public.kept values (3)", "42601"],
])("refused: %s", async (_, text, state) => {
  await expect(session.query(text)).rejects.toMatchObject({
    code: "SOURCE_ERROR",
    message: `The database server reported an error (SQLSTATE ${state}).`,
  });
});

test("a COPY is one statement that reads, too", async () => {
  await expect(allRows(session.copyOut("copy (select 1) to stdout; delete from public.kept"))).rejects.toMatchObject({
    message: expect.stringContaining("42601"),
  });
});
