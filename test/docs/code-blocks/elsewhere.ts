import { readFileSync } from "node:fs";
import type { Block } from "./read-blocks.js";

/** What is not run with the other blocks: by which file it is tried, which must hold a text that shows it, and why. */
interface Elsewhere {
  readonly by: string;
  readonly shows: string;
  readonly why: string;
}

const COMMANDS: Readonly<Record<string, Elsewhere>> = {
  "npm ci && npm start": { by: ".ci/first-start", shows: "npm start", why: "It runs until it is stopped." },
  "npm run demo": { by: ".ci/first-start", shows: "npm run -s demo", why: "It starts a gateway of its own." },
  "npm ci && npm run build && npm prune --omit=dev": {
    by: "test/docs/production-packages.test.ts",
    shows: "dependencies",
    why: "It would take this test's own packages away.",
  },
  "node dist/src/main.js": { by: "package.json", shows: "node dist/src/main.js", why: "It runs until it is stopped." },
  "npm run migrate": {
    by: "test/persistence/command-line.test.ts",
    shows: "migration:run",
    why: "It needs an empty database.",
  },
  "LLM_BASE_URL=http://127.0.0.1:8000/v1 LLM_MODEL=my-model npm start": {
    by: "test/app/language-model.test.ts",
    shows: "LLM_BASE_URL",
    why: "It runs until it is stopped, and needs a model.",
  },
};

/** Blocks that are no shell's, by page and first line. */
const BLOCKS: Readonly<Record<string, Elsewhere>> = {
  'docs/webhooks.md: import { createHmac, timingSafeEqual } from "node:crypto";': {
    by: "test/webhooks/documented-check.ts",
    shows: "docs/webhooks.md",
    why: "Its function is called with real deliveries there.",
  },
  "clients/typescript/README.md: import {": {
    by: "test/typed-client/packed-client.ts",
    shows: "clients/typescript/README.md",
    why: "It is compiled and run in an empty project with the packed client.",
  },
  'clients/typescript/README.md: import { createClient, type Transition } from "@data-readiness/client";': {
    by: "test/typed-client/packed-client.ts",
    shows: "clients/typescript/README.md",
    why: "It is compiled in an empty project with the packed client.",
  },
};

/** The whole page is followed to the letter by a test of its own. */
const PAGES: Readonly<Record<string, Elsewhere>> = {
  "docs/adding-a-workflow.md": {
    by: "test/docs/adding-a-workflow.test.ts",
    shows: "docs/adding-a-workflow.md",
    why: "Its blocks are files of a copy of the project, which is compiled and started.",
  },
  "examples/federation/README.md": {
    by: "test/federation/federated-gateway.test.ts",
    shows: "examples/federation/README.md",
    why: "It needs the federated gateway that the test starts.",
  },
  "docs/operations-by-example.md": {
    by: "test/app/operations.test.ts",
    shows: "schema/operations",
    why: "It is made of that folder, of which each operation is executed there.",
  },
};

/** Pages whose scripts are compiled here and run there. */
const PROGRAMS: Readonly<Record<string, Elsewhere>> = {
  "docs/clients.md": {
    by: "test/clients/documented.test.ts",
    shows: "docs/",
    why: "They are run over a network that breaks.",
  },
};

export const runElsewhere = ({ page }: Block): boolean => holds(PROGRAMS[page]);

/** Whether a command is tried elsewhere; fails where that is not so any more. */
export const elsewhere = (command: string): boolean => holds(COMMANDS[command]);

export const blockElsewhere = ({ page, code }: Block): boolean =>
  holds(PAGES[page] ?? BLOCKS[`${page}: ${code.split("\n")[0]}`]);

function holds(entry: Elsewhere | undefined): boolean {
  if (!entry) return false;
  if (!readFileSync(entry.by, "utf8").includes(entry.shows)) throw new Error(`${entry.by} does not try it any more.`);
  return true;
}

/** Names of all entries, so that none stays when what it is about is gone. */
export const entries = { commands: Object.keys(COMMANDS), blocks: Object.keys(BLOCKS), pages: Object.keys(PAGES) };
