import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { program } from "../support/program.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface SpawnedWorker {
  readonly id: string;
  readonly process: ChildProcess;
  readonly exit: Promise<number | null>;
}

const running = new Set<SpawnedWorker>();

/** Starts a worker process and waits until it works; one of the kind `pipelines` knows these. */
export async function spawnWorker(url: string, concurrency = 4, kind = ""): Promise<SpawnedWorker> {
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const child = spawn(process.execPath, [program("test/worker/worker-process.ts"), url, String(concurrency), kind], {
    cwd: ROOT,
    env: environment,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface({ input: child.stdout! }).once("line", resolve)),
    exit.then((code) => Promise.reject(new Error(`The worker did not start (exit code ${code}).`))),
  ]);
  const worker = { id: line.split(" ")[1]!, process: child, exit };
  running.add(worker);
  void exit.then(() => running.delete(worker));
  return worker;
}

/** Ends those that a test has left. */
export async function killWorkers(): Promise<void> {
  for (const { process } of running) {
    process.kill("SIGCONT");
    process.kill("SIGKILL");
  }
  await Promise.all([...running].map(({ exit }) => exit));
}
