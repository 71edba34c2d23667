import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { readConfig, VARIABLES } from "../../../src/config.js";
import { execute, sampleDatabase } from "../../support/postgres.js";
import { expectShown, fits } from "./answers.js";
import type { Page } from "./page.js";
import type { Block } from "./read-blocks.js";
import { runProgram } from "./run-program.js";

/** JSON is JSON, and where it says so what the block before it answers. */
export async function tryJson({ code, directive }: Block, page: () => Promise<Page>): Promise<void> {
  const shown: unknown = JSON.parse(code);
  if (directive.answer) expectShown((await page()).values.answer, shown);
}

/** What the program before it prints. */
export async function tryText({ code, directive }: Block, page: () => Promise<Page>): Promise<void> {
  if (!directive.answer) return;
  const { answer } = (await page()).values;
  if (!fits(String(answer), code.trim())) expect(answer).toBe(code.trim());
}

/** A part of a program that a page gives in Python. Nothing of ours needs that, so it is tried only where it is installed. */
export async function tryPython(block: Block, page: () => Promise<Page>): Promise<void> {
  if (spawnSync("python3", ["--version"]).error) return;
  const { code, directive } = block;
  const caller = directive.given ? readFileSync(join("test/docs/given", directive.given), "utf8") : "";
  await runProgram("python3", ["-c", `${code}\n${caller}`], block, await page());
}

/** SQL is executed as somebody who may do everything, and taken back. */
export async function trySql({ code, directive }: Block, page: () => Promise<Page>): Promise<void> {
  const url = new URL((await page()).app.database.superuserUrl);
  if (directive.database !== "gateway") url.pathname = (await sampleDatabase()).database;
  await execute(url.href, `begin; ${code}; rollback`);
}

/** Settings are such as the gateway starts with. */
export function trySettings({ code }: Block): void {
  const lines = code.split("\n").filter((line) => line && !line.startsWith("#"));
  const settings = Object.fromEntries(lines.map((line) => line.split(/=(.*)/).slice(0, 2) as [string, string]));
  for (const name of Object.keys(settings)) expect(VARIABLES).toContain(name);
  readConfig(settings);
}

/** A diagram begins with its kind and closes what it opens. */
export function tryMermaid({ code }: Block): void {
  expect(code).toMatch(/^(flowchart (LR|TD)|sequenceDiagram|stateDiagram-v2|erDiagram)\n/);
  for (const [open, close] of ["[]", "()", "{}"]) expect(code.split(open!)).toHaveLength(code.split(close!).length);
}
