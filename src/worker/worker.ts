import type { Listener } from "../platform/listener.js";
import type { TakenJob } from "../platform/queue.js";
import { Active } from "./active.js";
import { abortLostClaims } from "./check-claims.js";
import type { Engine } from "./engine.js";
import { sweep } from "./sweep.js";

/** Looks for jobs this often when nothing wakes it up, and checks as often whether its claims still hold. */
const POLL_MS = 1_000;
const HEARTBEAT_MS = 3_000;
const SWEEP_MS = 15_000;
/** What was told to stop gets this long to do so, before its jobs are given back without it. */
const STOP_MS = 3_000;

/** Takes jobs as long as it has room, keeps them alive, and stops work whose run was cancelled or taken over. */
export class Worker {
  private readonly active = new Set<Active>();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly unlisten: (() => void)[] = [];
  private readonly background = new Set<Promise<void>>();
  /** Resolves when a job ends, or begins to wait for the others. */
  private changed = Promise.withResolvers<void>();
  private draining = false;
  private taking?: Promise<void>;
  private again = false;

  constructor(
    private readonly engine: Engine,
    private readonly listener: Listener,
    private readonly concurrency: number,
  ) {}

  start(): void {
    this.unlisten.push(
      this.listener.on("jobs", () => this.take()),
      this.listener.on("cancelled", () => this.checkClaims()),
    );
    this.timers.push(
      setInterval(() => this.take(), POLL_MS),
      setInterval(() => this.checkClaims(), POLL_MS),
      setInterval(() => this.heartbeat(), HEARTBEAT_MS),
      setInterval(() => this.quietly(sweep(this.engine), "what waits could not be admitted"), SWEEP_MS),
    );
    this.take();
  }

  /** Stops taking jobs, lets the present ones end within the time given, and gives the rest back. */
  async drain(milliseconds: number): Promise<void> {
    this.draining = true;
    for (const unlisten of this.unlisten) unlisten();
    await this.taking;
    await this.idle(milliseconds);
    for (const { abort } of this.active) abort.abort(new Error("The worker is going away."));
    await this.idle(STOP_MS);
    await Promise.all([...this.active].map((active) => active.giveBack()));
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.background);
  }

  /** Until nothing is active, but not longer than the time given. */
  private async idle(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    await Promise.race([Promise.all([...this.active].map(({ done }) => done)), late]);
    clearTimeout(timer);
  }

  private take(): void {
    this.again = true;
    this.taking ??= this.takeOn().finally(() => {
      this.taking = undefined;
      if (this.mayTake()) this.take(); // asked for just after the last look
    });
  }

  private mayTake(): boolean {
    return this.again && !this.draining && this.active.size < this.concurrency;
  }

  private change(): void {
    this.changed.resolve();
    this.changed = Promise.withResolvers();
  }

  private async takeOn(): Promise<void> {
    try {
      while (this.mayTake()) {
        this.again = false;
        if ([...this.active].some((active) => active.wantsToBeAlone)) return;
        const jobs = await this.engine.queue.take(this.concurrency - this.active.size);
        for (const job of jobs) this.begin(job);
      }
    } catch (error) {
      this.engine.log.warn({ err: error }, "no jobs could be taken");
    }
  }

  private begin(job: TakenJob): void {
    const active = new Active(this.engine, job, (each) => this.untilAlone(each));
    this.active.add(active);
    void active.done.finally(() => {
      this.active.delete(active);
      this.change();
      this.take();
    });
    // What comes in while the worker goes away is given back unseen.
    if (this.draining) active.abort.abort(new Error("The worker is going away."));
  }

  /** Those that came before have ended; those that wait as well, and came later, have their turn afterwards. */
  private async untilAlone(me: Active): Promise<void> {
    this.change(); // others that wait may have waited for this one
    me.abort.signal.addEventListener("abort", () => this.change());
    for (;;) {
      await this.taking; // what is being fetched just now comes before
      me.abort.signal.throwIfAborted();
      const all = [...this.active];
      const others = all.filter((other, place) => other !== me && !(other.wantsToBeAlone && place > all.indexOf(me)));
      if (others.length === 0) return;
      await this.changed.promise;
    }
  }

  private heartbeat(): void {
    const jobs: TakenJob[] = [...this.active].map(({ job }) => job);
    if (jobs.length > 0) this.quietly(this.engine.queue.heartbeat(jobs), "the heartbeat failed");
  }

  private checkClaims(): void {
    if (this.active.size > 0) {
      this.quietly(abortLostClaims(this.engine, [...this.active]), "claims could not be checked");
    }
  }

  private quietly(work: Promise<void>, message: string): void {
    const done = work
      .catch((error: unknown) => this.engine.log.warn({ err: error }, message))
      .finally(() => this.background.delete(done));
    this.background.add(done);
  }
}
