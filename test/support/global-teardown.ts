import type { ChildProcess } from "node:child_process";

/** The end of its input tells the tests' PostgreSQL to stop and to remove its data. */
export default async function globalTeardown(): Promise<void> {
  const child = (globalThis as { testServerProcess?: ChildProcess }).testServerProcess;
  if (!child || child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.stdin?.end();
  await gone;
}
