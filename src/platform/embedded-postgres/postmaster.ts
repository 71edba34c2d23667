import { type ChildProcess, spawn } from "node:child_process";
import { open, readFile, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Binaries } from "./binaries.js";
import type { Cluster } from "./cluster.js";
import { OtherGatewayError } from "./other-gateway-error.js";
import { readPostmasterFile } from "./postmaster-file.js";
import { SERVER_ENVIRONMENT } from "./run-command.js";

export interface Launch {
  readonly cluster: Cluster;
  readonly binaries: Binaries;
  readonly logFile: string;
  readonly settings: Readonly<Record<string, string>>;
}

export interface Postmaster {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
}

const ATTEMPTS = 8;
const RETRY_MS = 250;
const LOOK_MS = 10;
/** Recovery after a crash replays the log first; that takes as long as it takes, and seldom more than seconds. */
const READY_WITHIN_MS = 5 * 60_000;
/** What goes by itself: somebody took the port in between, or survivors of a killed server are just leaving. */
const PASSING = /could not bind|Address already in use|pre-existing shared memory/i;
/** Two gateways that start at the same moment find no server yet; PostgreSQL itself lets one of them through. */
const OTHER_SERVER = /lock file "postmaster.pid" already exists/;

/** Starts the server and waits until it takes connections. Without a port it looks for a free one. */
export async function launchPostmaster(launch: Launch, port?: number): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryLaunch(launch, port ?? (await freePort()));
    if (typeof outcome !== "string") return outcome;
    if (OTHER_SERVER.test(outcome)) throw new OtherGatewayError();
    if (attempt === ATTEMPTS || !PASSING.test(outcome)) throw new Error(`PostgreSQL didn't start: ${outcome}`);
    await sleep(RETRY_MS);
  }
}

/** The running server, or what it said before it ended. */
async function tryLaunch({ cluster, binaries, logFile, settings }: Launch, port: number): Promise<Postmaster | string> {
  const said = (await stat(logFile).catch(() => undefined))?.size ?? 0;
  const log = await open(logFile, "a", 0o600);
  const options = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  // A process group of its own: Ctrl-C reaches the gateway only, which stops the server when it has drained.
  const child = spawn(binaries.postgres, ["-D", cluster.dir, ...options], {
    ...cluster.account,
    cwd: "/",
    env: SERVER_ENVIRONMENT,
    stdio: ["ignore", log.fd, log.fd],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  let problem: string | undefined;
  child.on("error", (error) => {
    problem = error.message;
  });
  await log.close();
  const deadline = Date.now() + READY_WITHIN_MS;
  while (problem === undefined && !hasExited(child) && Date.now() < deadline) {
    const file = await readPostmasterFile(cluster.dir);
    if (file?.ready && file.pid === child.pid) return { child, pid: child.pid, port };
    await sleep(LOOK_MS);
  }
  child.kill("SIGKILL");
  return problem ?? lastWords(await readFile(logFile), said);
}

export function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function lastWords(log: Buffer, from: number): string {
  return log.subarray(Math.min(from, log.length)).toString("utf8").trim().slice(-2000) || "it ended without a word";
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
