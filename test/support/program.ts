import { join } from "node:path";

/** Where `compilePrograms` put them; the tests' workers inherit it. */
export const PROGRAMS = "TEST_PROGRAMS";

/** A script of ours, e.g. `test/worker/worker-process.ts`, as a file that node starts at once. */
export const program = (script: string): string => join(process.env[PROGRAMS]!, script.replace(/\.ts$/, ".js"));
