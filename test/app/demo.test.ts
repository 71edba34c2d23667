import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startProcess } from "../support/app-process.js";

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "data-readiness-demo-"));
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

test("the demo starts a gateway, follows a run to its end and prints what it found", async () => {
  const demo = startProcess("src/cli/demo.ts", { DATA_DIR: dataDir, PORT: "4173" });
  expect(await demo.ended()).toBe(0);
  const output = demo.output();
  const at = ["PENDING", "RUNNING", "COMPLETED"].map((status) => output.indexOf(`  ${status}`));
  expect(at.every((place) => place > 0)).toBe(true);
  expect([...at].sort((x, y) => x - y)).toEqual(at);
  for (const table of ["actor", "film", "payment", "rental", "store"]) {
    expect(output).toMatch(new RegExp(`│ ${table} +│ SUCCEEDED`));
  }
  expect(output).toMatch(/The run ended as COMPLETED/);
}, 180_000);
