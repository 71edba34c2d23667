import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { makeSpillFolder, removeSpillFolder, removeStaleSpill } from "../../../src/workflows/profiling/spill.js";

let spillDir: string;
beforeEach(async () => {
  spillDir = await mkdtemp(join(tmpdir(), "data-readiness-spill-"));
});
afterEach(() => rm(spillDir, { recursive: true }));

test("a task's folder is its own, private, and gone when it is removed", async () => {
  const [one, other] = [await makeSpillFolder(spillDir), await makeSpillFolder(spillDir)];
  expect(one).not.toBe(other);
  expect((await stat(one)).mode & 0o777).toBe(0o700);
  await writeFile(join(one, "rows"), "secret");
  await removeSpillFolder(one);
  expect(await readdir(spillDir)).toEqual([basename(other)]);
});

test("what a killed process left behind goes at the next start; what a live one uses stays", async () => {
  const loader = ["--import", "@swc-node/register/esm-register"];
  const child = spawn(process.execPath, [...loader, "test/workflows/profiling/spill-child.ts", spillDir], {
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [folder] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  await writeFile(join(folder, "rows"), "secret");
  await removeStaleSpill(spillDir);
  expect(await readdir(spillDir)).toEqual([basename(folder)]);
  child.kill("SIGKILL");
  await once(child, "exit");
  await removeStaleSpill(spillDir);
  expect(await readdir(spillDir)).toEqual([]);
});

test("folders of other machines and other files stay, and no folder at all is fine", async () => {
  const names = ["other-host~1.2~3", "notes.txt"];
  for (const name of names) await writeFile(join(spillDir, name), "");
  await removeStaleSpill(spillDir);
  expect((await readdir(spillDir)).toSorted()).toEqual(names.toSorted());
  await removeStaleSpill(join(spillDir, "not there"));
});
