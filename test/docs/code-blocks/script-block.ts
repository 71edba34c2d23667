import { globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect } from "@jest/globals";
import ts from "typescript";
import { type Page, withAddress } from "./page.js";
import type { Block } from "./read-blocks.js";
import { runProgram } from "./run-program.js";

const EXTENSION: Readonly<Record<string, string>> = { ts: "ts", typescript: "ts", js: "mjs", javascript: "mjs" };

export const isScript = ({ language }: Block) => language in EXTENSION;

/** Scripts of all pages, in a folder from which packages and our own clients are found. */
export class Scripts {
  private errors: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(
    private readonly folder: string,
    private readonly blocks: readonly Block[],
  ) {}

  /** Each compiles strictly, and runs to a good end. */
  async try(block: Block, page: () => Promise<Page>): Promise<void> {
    this.errors ??= this.compile();
    const file = this.fileOf(block);
    expect(this.errors.get(file) ?? []).toEqual([]);
    const opened = await page();
    writeFileSync(file, withAddress(sourceOf(block), opened));
    await runProgram(process.execPath, ["--disable-warning=ExperimentalWarning", file], block, opened);
  }

  /** What is wrong, by file: all are compiled at once, which takes as long as one. */
  private compile(): ReadonlyMap<string, readonly string[]> {
    mkdirSync(this.folder, { recursive: true });
    for (const block of this.blocks) writeFileSync(this.fileOf(block), sourceOf(block));
    for (const manifest of globSync("clients/*/package.json")) this.link(manifest);
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

  private link(manifest: string): void {
    const { name } = JSON.parse(readFileSync(manifest, "utf8")) as { name: string };
    const target = join(this.folder, "node_modules", name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(resolve(dirname(manifest)), target);
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
