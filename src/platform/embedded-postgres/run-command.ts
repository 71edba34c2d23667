import { spawn } from "node:child_process";
import type { ServerAccount } from "./server-account.js";

/** PostgreSQL gets nothing of our environment: it holds secrets, and PG* variables or locales would change the server. */
export const SERVER_ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: process.env.PATH ?? "/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
  ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}),
};

export interface CommandResult {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs a short command as the given account; a command that can't even be started is a result too. */
export function runCommand(command: string, args: string[], account: ServerAccount | undefined) {
  return new Promise<CommandResult>((resolve) => {
    const output: Buffer[] = [];
    // Our own working directory may be closed to that account; every path here is absolute.
    const child = spawn(command, args, { ...account, cwd: "/", env: SERVER_ENVIRONMENT, windowsHide: true });
    child.stdin.end();
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
    child.on("error", (error) => resolve({ ok: false, output: error.message }));
    child.on("close", (code) => resolve({ ok: code === 0, output: Buffer.concat(output).toString("utf8").trim() }));
  });
}

/** Whether that account gets into the folder; asked by trying, since modes alone don't know of ACLs and the like. */
export async function canEnter(folder: string, account: ServerAccount | undefined): Promise<boolean> {
  if (!account) return true;
  return (await runCommand("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], account)).ok;
}
