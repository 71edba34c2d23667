import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import ts from "typescript";
import { runElsewhere } from "./elsewhere.js";
import { type Page, withAddress } from "./page.js";
import type { Block } from "./read-blocks.js";
import { runProgram } from "./run-program.js";

const EXTENSION: Readonly<Record<string, string>> = { ts: "ts", typescript: "ts", js: "mjs", javascript: "mjs" };

export const isScript = ({ language }: Block) => language in EXTENSION;

/** Scripts of all pages, in a folder from which packages are found. */
export class Scripts {
  private errors: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(
    private readonly folder: string,
    private readonly blocks: readonly Block[],
  ) {}

  /** Each compiles strictly, and runs to a good end: here, unless another test does that. */
  async try(block: Block, page: () => Promise<Page>): Promise<void> {
    this.errors ??= this.compile();
    const file = this.fileOf(block);
    expect(this.errors.get(file) ?? []).toEqual([]);
    if (runElsewhere(block)) return;
    const opened = await page();
    writeFileSync(file, withAddress(sourceOf(block), opened));
    await runProgram(process.execPath, ["--disable-warning=ExperimentalWarning", file], block, opened);
  }

  /** What is wrong, by file: all are compiled at once, which takes as long as one. */
  private compile(): ReadonlyMap<string, readonly string[]> {
    mkdirSync(this.folder, { recursive: true });
    for (const block of this.blocks) writeFileSync(this.fileOf(block), sourceOf(block));
    const program = ts.createProgram(
      this.blocks.map((block) => this.fileOf(block)),
      OPTIONS,
    );
    const errors = new Map<string, string[]>();
    for (const { file, messageText } of ts.getPreEmitDiagnostics(program)) {
      const text = ts.flattenDiagnosticMessageText(messageText, "\n");
      const name = file?.fileName ?? "";
      errors.set(name, [...(errors.get(name) ?? []), text]);
    }
    return errors;
  }

  private fileOf({ page, line, language }: Block): string {
    return join(this.folder, `${page.replaceAll(/\W/g, "-")}-${line}.${EXTENSION[language]}`);
  }
}

const sourceOf = ({ code, directive: { given } }: Block): string =>
  given ? `${readFileSync(join("test/docs/given", given), "utf8")}\n${code}` : code;

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2024.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  erasableSyntaxOnly: true,
  allowJs: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
};
