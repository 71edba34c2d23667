import { execFile } from "node:child_process";
import { readFile, readlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** What postmaster.pid says; PostgreSQL writes it into the cluster when it starts and removes it when it stops. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

const PORT_LINE = 3;
const STATUS_LINE = 7;
const NO_PROCESS = 2_147_483_647;

const fileOf = (clusterDir: string) => join(clusterDir, "postmaster.pid");

export async function readPostmasterFile(clusterDir: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(fileOf(clusterDir), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[PORT_LINE] ?? 0), ready: lines[STATUS_LINE]?.trim() === "ready" };
}

/**
 * Makes a stale file harmless: PostgreSQL won't start while its pid is alive, even as somebody else's process. The pid
 * is replaced and the file left, since it also names the shared memory: PostgreSQL checks that no survivor uses it.
 */
export async function disarmPostmasterFile(clusterDir: string): Promise<void> {
  const lines = (await readFile(fileOf(clusterDir), "utf8")).split("\n");
  lines[0] = String(NO_PROCESS);
  await writeFile(fileOf(clusterDir), lines.join("\n"));
}

/** Whether that process is alive and really a PostgreSQL of that cluster: pids are given out again. */
export async function isServerOf(pid: number, clusterDir: string): Promise<boolean> {
  const command = await commandLine(pid);
  if (!command.includes("postgres")) return false;
  // A server works inside its cluster, which is right even after the folder was moved or copied.
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return folder === undefined ? command.includes(` -D ${clusterDir} `) : folder === clusterDir;
}

/** The command between spaces; empty for a process that is gone or a zombie. */
async function commandLine(pid: number): Promise<string> {
  if (process.platform === "linux") {
    const text = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    return text ? ` ${text.replaceAll("\0", " ")} ` : "";
  }
  const result = await promisify(execFile)("ps", ["-ww", "-o", "command=", "-p", String(pid)]).catch(() => undefined);
  return result ? ` ${result.stdout.trim()} ` : "";
}
