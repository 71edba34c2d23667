import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock } from "node:test";
import type { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { keepInstance, takeInstance } from "../../../src/workflows/profiling/stream/duck-instances.js";

const MEMORY = 64;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "data-readiness-duck-"));
  mock.timers.enable({ apis: ["setTimeout"] });
});
afterEach(async () => {
  mock.timers.tick(60_000); // closes what is kept
  mock.timers.reset();
  await rm(folder, { recursive: true });
});

async function take(name: string, memory = MEMORY): Promise<DuckDBInstance> {
  await mkdir(join(folder, name));
  return takeInstance(join(folder, name), memory);
}

const keep = (instance: DuckDBInstance, name: string, memory = MEMORY) =>
  keepInstance(instance, join(folder, name), memory);

async function ask(instance: DuckDBInstance, ...statements: string[]): Promise<unknown> {
  const connection = await instance.connect();
  try {
    let answer: unknown;
    for (const sql of statements) answer = (await connection.runAndReadAll(sql)).getRows()[0]?.[0];
    return answer;
  } finally {
    connection.closeSync();
  }
}

const INSERTION_ORDER = "SELECT current_setting('preserve_insertion_order')";
const FOLDER = "SELECT current_setting('temp_directory')";

test("one that was given back is the next task's, as if it were new; two tasks have one each", async () => {
  const first = await take("first");
  await ask(first, "SET preserve_insertion_order = true");
  keep(first, "first");
  const second = await take("second");
  expect(second).toBe(first);
  expect(await ask(second, INSERTION_ORDER)).toBe(false);
  expect(await ask(second, FOLDER)).toBe(join(folder, "second", "duckdb"));
  const third = await take("third");
  expect(third).not.toBe(second);
  keep(second, "second");
  keep(third, "third");
});

test("one that may take more memory is not it", async () => {
  const first = await take("first");
  keep(first, "first");
  const larger = await take("larger", 2 * MEMORY);
  expect(larger).not.toBe(first);
  keep(larger, "larger", 2 * MEMORY);
});

test("one that spilled is closed at once, rows and all, and the next task has a new one", async () => {
  const first = await take("first");
  const rows = "SELECT range AS n, md5(range::VARCHAR) AS t FROM range(2_000_000)";
  await ask(first, `CREATE TABLE rows AS ${rows}`, "DROP TABLE rows");
  expect(await readdir(join(folder, "first"))).toEqual(["duckdb"]);
  keep(first, "first");
  expect(await readdir(join(folder, "first"))).toEqual([]);
  const second = await take("second");
  expect(second).not.toBe(first);
  expect(await ask(second, FOLDER)).toBe(join(folder, "second", "duckdb"));
  keep(second, "second");
});

// What an allocator gives back is known of DuckDB's on Linux.
const onLinux = process.platform === "linux" ? test : test.skip;

onLinux("after a minute without a task it is closed, and its memory is the system's again", async () => {
  const resident = () => process.memoryUsage.rss();
  const first = await take("first", 512);
  await ask(first, "CREATE TABLE rows AS SELECT md5(range::VARCHAR) AS t FROM range(3_000_000)", "DROP TABLE rows");
  keep(first, "first", 512);
  const before = resident();
  mock.timers.tick(59_999);
  expect(before - resident()).toBeLessThan(64 * 1024 ** 2);
  mock.timers.tick(1);
  expect(before - resident()).toBeGreaterThan(64 * 1024 ** 2);
  const second = await take("second", 512);
  expect(second).not.toBe(first);
  keep(second, "second", 512);
});
