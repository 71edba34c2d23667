import { join } from "node:path";

/** Where `compilePrograms` put them; the tests' workers inherit it. */
export const PROGRAMS = "TEST_PROGRAMS";

/** Where processes keep what node made of their files, for those that come after them. */
export const compiled = (): string => join(process.env[PROGRAMS]!, "compiled");

/** A script of ours, e.g. `test/worker/worker-process.ts`, as a file that node starts at once. */
export const program = (script: string): string => join(process.env[PROGRAMS]!, script.replace(/\.ts$/, ".js"));
