import { globSync, readFileSync } from "node:fs";

/** Pages whose code is tried. */
const PAGES = ["README.md", "CONTRIBUTING.md", "docs/**/*.md", "examples/**/*.md", "clients/*/README.md"];

export interface Block {
  readonly page: string;
  /** Of the fence that opens it, from 1. */
  readonly line: number;
  readonly language: string;
  /** What stands behind the language. */
  readonly info: string;
  readonly code: string;
  readonly directive: Directive;
}

/** What a comment above a block says, which readers of the page don't see: `<!-- test: {"variables": {…}} -->`. */
export interface Directive {
  /** Variables of an operation; texts that begin with $ are known values (known-values.ts). */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Variables of a program's or shell's environment, likewise. */
  readonly env?: Readonly<Record<string, string>>;
  /** A file of test/docs/given that completes a program: what the page leaves to its reader. */
  readonly given?: string;
  /** A json or text block is what the block before it answers; `…` stands for anything. */
  readonly answer?: boolean;
  /** The operation is refused with this code. */
  readonly error?: string;
  /** A subscription that does not end by itself is left after so many messages. */
  readonly take?: number;
  /** What SQL is for: the sample when absent, or our own database. */
  readonly database?: "gateway";
  /** Whether a run that the block starts is waited for; it is when absent. */
  readonly wait?: boolean;
}

const KEYS = ["variables", "env", "given", "answer", "error", "take", "wait", "database"];
const FENCE = /^( *)(`{3,}|~{3,})([^\n`]*)\n([\s\S]*?)^\1\2 *$/gm;
const COMMENT = /<!--\s*test:((?:(?!-->)[\s\S])*)-->\s*$/;

export const readBlocks = (): Block[] =>
  PAGES.flatMap((pattern) => globSync(pattern, { exclude: (path) => path.includes("node_modules") }).sort()).flatMap(
    (page) => blocksOf(page, readFileSync(page, "utf8")),
  );

export function blocksOf(page: string, text: string): Block[] {
  return [...text.matchAll(FENCE)].map(({ index, 1: indent = "", 3: heading = "", 4: code = "" }) => {
    const above = text.slice(0, index);
    const line = above.split("\n").length;
    const [language = "", ...info] = heading.trim().split(" ");
    const unindented = code.replaceAll(new RegExp(`^${indent}`, "gm"), "");
    return { page, line, language, info: info.join(" "), code: unindented, directive: directiveOf(above, page, line) };
  });
}

function directiveOf(above: string, page: string, line: number): Directive {
  const text = COMMENT.exec(above)?.[1];
  if (text === undefined) return {};
  const directive = JSON.parse(text) as Directive;
  const unknown = Object.keys(directive).find((key) => !KEYS.includes(key));
  if (unknown) throw new Error(`${page}:${line}: nobody knows what ${unknown} means.`);
  return directive;
}
