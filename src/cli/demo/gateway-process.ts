import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

export interface DemoGateway {
  readonly url: string;
  /** Whether it was running already. */
  readonly found: boolean;
  stop(): Promise<void>;
}

const START_DEADLINE_MS = 120_000;
const LOOK_MS = 250;

/** The gateway that runs here already, or one of our own for the time of the demo. */
export async function findOrStartGateway(main: string, port: number): Promise<DemoGateway> {
  const url = process.env.GATEWAY_URL ?? `http://127.0.0.1:${port}`;
  if (await isReady(url)) return { url, found: true, stop: async () => undefined };
  if (process.env.GATEWAY_URL) throw new Error(`No gateway answers at ${url}.`);
  const child = spawn(process.execPath, [...process.execArgv, main], {
    stdio: ["ignore", "ignore", "inherit"],
    env: process.env,
  });
  const ended = once(child, "exit");
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await ended;
  };
  const deadline = Date.now() + START_DEADLINE_MS;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error("The gateway did not start; its reason stands above.");
    if (Date.now() > deadline) {
      await stop();
      throw new Error("The gateway did not get ready in time.");
    }
    await pause(LOOK_MS);
  }
  return { url, found: false, stop };
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    (response) => response.ok,
    () => false,
  );
}
