import { globSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { elsewhere } from "./elsewhere.js";
import { type Page, withAddress } from "./page.js";
import type { Block } from "./read-blocks.js";
import { runProgram } from "./run-program.js";

/** Runs a shell's commands one after the other; variables and functions stay for the page's next shell block. */
export async function tryShell(block: Block, page: () => Promise<Page>): Promise<void> {
  const commands = commandsOf(block.code);
  if (commands.every(isTriedElsewhere)) return;
  const mixed = commands.find(isTriedElsewhere);
  if (mixed) throw new Error(`A block of its own, please, for what is not run here: ${mixed}`);
  const opened = await page();
  const script = join(opened.folder, `${block.line}.sh`);
  await writeFile(script, `${HEAD}\n${withAddress(block.code, opened)}`);
  await runProgram("bash", [script, join(opened.folder, "state.sh")], block, opened);
}

/** Goes on where the block before has stopped. */
const HEAD = `set -euo pipefail
state=$1; shift
if [ -f "$state" ]; then source "$state"; fi
trap '{ export -p; declare -f; } > "$state"' EXIT
set -a`;

const commandsOf = (code: string): string[] =>
  code
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((line) =>
      line
        .replace(/(^|\s)#.*$/, "")
        .replaceAll(/\s+/g, " ")
        .trim(),
    )
    .filter(Boolean);

function isTriedElsewhere(command: string): boolean {
  const install = /^npm install (.+)$/.exec(command)?.[1];
  if (!install) return elsewhere(command);
  for (const name of install.split(" ").filter((word) => !word.startsWith("-"))) requireable(name);
  return true;
}

/** Fails where a page names a package that its examples were not tried with: one of npm's, or of ours. */
function requireable(name: string): void {
  const ours = globSync("clients/*/package.json").map((file) => JSON.parse(readFileSync(file, "utf8")).name);
  if (!ours.includes(name)) createRequire(import.meta.url).resolve(`${name}/package.json`);
}
