import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { compiled, program } from "./program.js";

export interface AppProcess {
  readonly child: ChildProcess;
  /** All that it has printed so far. */
  readonly output: () => string;
  /** Waits for a line that matches, in what it prints on either stream. */
  printed(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Waits for its end; answers the exit code, or the signal's name. */
  ended(): Promise<number | string>;
  kill(signal?: NodeJS.Signals): Promise<number | string>;
}

const DEADLINE_MS = 90_000;

/** What is not ours, or a copy of what is, is compiled as it is loaded. */
const loaded = (script: string) => ["--import", "@swc-node/register/esm-register", script];
const isOurs = (script: string) => /^(src|test)\//.test(script);

/** A program as a process of its own, with these variables and the few that every process needs. */
export function startProcess(
  script: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): AppProcess {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [...(isOurs(script) ? [program(script)] : loaded(script)), ...args], {
    env: { PATH, HOME, NODE_COMPILE_CACHE: compiled(), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk;
    child.emit("printed");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    text += chunk;
    child.emit("printed");
  });
  const end = once(child, "close").then(([code, signal]) => (code ?? signal) as number | string);
  const deadline = (what: string) =>
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`${what} did not come in time. It printed: ${text}`)), DEADLINE_MS).unref();
    });
  const printed = async (pattern: RegExp): Promise<RegExpMatchArray> => {
    while (true) {
      const found = text.match(pattern);
      if (found) return found;
      await Promise.race([
        once(child, "printed"),
        end.then((code) => Promise.reject(new Error(`It ended with ${code} before ${pattern}. It printed: ${text}`))),
        deadline(String(pattern)),
      ]);
    }
  };
  return {
    child,
    output: () => text,
    printed,
    ended: () => Promise.race([end, deadline("The end")]),
    kill: async (signal = "SIGTERM") => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return end;
    },
  };
}
