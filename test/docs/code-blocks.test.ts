import { resolve } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { tryJson, tryMermaid, tryPython, trySettings, trySql, tryText } from "./code-blocks/data-block.js";
import { blockElsewhere, entries } from "./code-blocks/elsewhere.js";
import { tryGraphql } from "./code-blocks/graphql-block.js";
import { Pages } from "./code-blocks/page.js";
import { type Block, readBlocks } from "./code-blocks/read-blocks.js";
import { isScript, Scripts } from "./code-blocks/script-block.js";
import { tryShell } from "./code-blocks/shell-block.js";

const blocks = readBlocks();
const here = blocks.filter((block) => !blockElsewhere(block));
const pages = new Pages();
const scripts = new Scripts(resolve(pages.folder, "scripts"), here.filter(isScript));

/** What is done with a block, by its language. */
function tried(block: Block): unknown {
  const page = () => pages.open(block.page);
  if (isScript(block)) return scripts.try(block, page);
  switch (block.language) {
    case "graphql":
      return tryGraphql(block, page);
    case "bash":
    case "sh":
      return tryShell(block, page);
    case "json":
      return tryJson(block, page);
    case "python":
      return tryPython(block, page);
    case "text":
      return tryText(block, page);
    case "sql":
      return trySql(block, page);
    case "env":
      return trySettings(block);
    case "mermaid":
      return tryMermaid(block);
    default:
      throw new Error(`Nobody knows how to try a block of ${block.language || "no language"}.`);
  }
}

afterAll(() => pages.close());

test.each(here.map((block) => [`${block.page}:${block.line} (${block.language})`, block] as const))(
  "%s",
  async (_name, block) => {
    await tried(block);
  },
);

test("what is tried elsewhere is still on its page", () => {
  const shell = blocks.map(({ code }) => code).join("\n");
  for (const command of entries.commands) expect(shell).toContain(command);
  const firstLines = blocks.map(({ page, code }) => `${page}: ${code.split("\n")[0]}`);
  for (const block of entries.blocks) expect(firstLines).toContain(block);
  for (const page of entries.pages) expect(blocks.map((block) => block.page)).toContain(page);
});
