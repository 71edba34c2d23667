import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "@jest/globals";
import type { Page } from "./page.js";
import type { Block } from "./read-blocks.js";

const run = promisify(execFile);
const PATIENCE_MS = 60_000;

/** Runs a program of a page to its good end; what it prints is the answer, as JSON where it is that. */
export async function runProgram(
  command: string,
  args: readonly string[],
  { directive }: Block,
  page: Page,
): Promise<void> {
  const env = { ...page.environment, ...((await page.values.resolve(directive.env ?? {})) as Record<string, string>) };
  const { stdout } = await run(command, args, { env, timeout: PATIENCE_MS });
  const answer = jsonOr(stdout.trim());
  page.values.answered(answer);
  expectRefusal(answer, directive.error);
}

/** An answer has an error where the page says so, and no other. */
function expectRefusal(answer: unknown, code: string | undefined): void {
  const text = typeof answer === "string" ? answer : JSON.stringify(answer);
  const refused = /"errors?":|"userErrors":\[\{/.test(text);
  if (code ? !text.includes(`"${code}"`) : refused) expect(text).toBe(code ?? "an answer without errors");
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
