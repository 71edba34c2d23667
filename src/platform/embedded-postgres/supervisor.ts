import { stat, truncate } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { hasExited, type Launch, launchPostmaster, type Postmaster } from "./postmaster.js";
import { sendSignal, stopPostgres } from "./stop-process.js";

const RESTART_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;
const LOG_LIMIT_BYTES = 5_000_000;
const LOG_LOOK_MS = 60_000;

/** Keeps one server running: starts it again on the same port when it was killed, and bounds its log. */
export class Supervisor {
  private stopping = false;
  private restarting: Promise<void> | undefined;
  private readonly logTimer: NodeJS.Timeout;
  /** The server must not outlive a gateway that ends without having stopped it. */
  private readonly onExit = () => {
    if (!hasExited(this.current.child)) sendSignal(this.current.pid, "SIGINT");
  };

  private constructor(
    private readonly launch: Launch,
    private current: Postmaster,
    private readonly log: (line: string) => void,
  ) {
    this.watch();
    process.on("exit", this.onExit);
    this.logTimer = setInterval(() => void boundLog(launch.logFile), LOG_LOOK_MS).unref();
  }

  static async start(launch: Launch, log: (line: string) => void): Promise<Supervisor> {
    await boundLog(launch.logFile);
    return new Supervisor(launch, await launchPostmaster(launch), log);
  }

  get port(): number {
    return this.current.port;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.logTimer);
    await this.restarting; // it may just be bringing a server up
    process.off("exit", this.onExit);
    const { child, pid } = this.current;
    if (!hasExited(child)) await stopPostgres(pid, () => hasExited(child));
  }

  private watch(): void {
    this.current.child.once("exit", (code, signal) => {
      if (this.stopping) return;
      this.log(`The embedded PostgreSQL ended (${signal ?? code}); starting it again.`);
      this.restarting = this.restart();
    });
  }

  private async restart(): Promise<void> {
    for (let pause = RESTART_PAUSE_MS; !this.stopping; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      await sleep(pause);
      if (this.stopping) return;
      try {
        this.current = await launchPostmaster(this.launch, this.port);
        return this.watch();
      } catch (error) {
        this.log(String(error));
      }
    }
  }
}

/** PostgreSQL appends, so a log that is cut goes on at its new end. */
async function boundLog(file: string): Promise<void> {
  const size = (await stat(file).catch(() => undefined))?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) await truncate(file).catch(() => undefined);
}
