import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/**
 * Starts one PostgreSQL for the whole run; the tests find it through the environment, which their workers inherit.
 * jest loads this file as CommonJS, from where our ES modules are out of reach: the server is a process that loads them.
 */
export default async function globalSetup(): Promise<void> {
  const loader = ["--import", "@swc-node/register/esm-register"];
  const child = spawn(process.execPath, [...loader, "test/support/test-server-process.ts"], {
    cwd: `${__dirname}/../..`,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`The tests' PostgreSQL didn't start (exit code ${code}).`)));
  });
  Object.assign(process.env, JSON.parse(line));
  Object.assign(globalThis, { testServerProcess: child });
}
