import { runInNewContext } from "node:vm";
import { expect, test } from "@jest/globals";
import pg from "pg";
import { QueryFailedError } from "typeorm";
import { describeError, makeLog } from "../../src/platform/log.js";
import { createTestDatabase } from "../support/postgres.js";

test("an error of the database is logged without statement, values and words that quote them", async () => {
  const database = await createTestDatabase("log");
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const raw = (await client.query("select $1::text::int", ["canary"]).catch((error: unknown) => error)) as Error;
  const wrapped = new QueryFailedError("select 'canary'", ["canary"], raw);
  const lines: string[] = [];
  const log = makeLog("info", { write: (line: string) => lines.push(line) });
  for (const err of [raw, wrapped]) log.error({ err }, "it failed");
  await client.end();
  await database.drop();
  expect(raw.message).toContain("canary"); // PostgreSQL itself quotes the value
  expect(lines.join("")).not.toContain("canary");
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ msg: "it failed", err: { code: "22P02" } });
});

test("any other error keeps its words and its stack", () => {
  const lines: string[] = [];
  makeLog("info", { write: (line: string) => lines.push(line) }).error(
    { err: new TypeError("no such thing") },
    "failed",
  );
  expect(JSON.parse(lines[0]!).err).toMatchObject({
    type: "TypeError",
    message: "no such thing",
    stack: expect.stringContaining("log.test"),
  });
});

test("an error of another realm is an error too, and what is none is told by its type alone", () => {
  const foreign: unknown = runInNewContext("new TypeError('no such thing')");
  expect(foreign instanceof Error).toBe(false);
  expect(describeError(foreign)).toMatchObject({ type: "TypeError", message: "no such thing" });
  expect(describeError({ message: "canary" })).toEqual({ type: "object" });
});
