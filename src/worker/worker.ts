import type { Listener } from "../platform/listener.js";
import type { TakenJob } from "../platform/queue.js";
import type { Engine } from "./engine.js";
import { finishRun } from "./finish-step.js";
import { planRun } from "./plan-step.js";
import { workOnTask } from "./task-step.js";

/** Looks for jobs this often when nothing wakes it up, and checks as often whether its claims still hold. */
const POLL_MS = 1_000;
const HEARTBEAT_MS = 3_000;

interface Active {
  readonly job: TakenJob;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** Takes jobs as long as it has room, keeps them alive, and stops work whose run was cancelled or taken over. */
export class Worker {
  private readonly active = new Map<string, Active>();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly unlisten: (() => void)[] = [];
  private draining = false;
  private taking = false;
  private again = false;

  constructor(
    private readonly engine: Engine,
    private readonly listener: Listener,
    private readonly concurrency: number,
  ) {}

  start(): void {
    this.unlisten.push(
      this.listener.on("jobs", () => void this.take()),
      this.listener.on("cancelled", () => void this.checkClaims()),
    );
    this.timers.push(
      setInterval(() => void this.take(), POLL_MS),
      setInterval(() => void this.checkClaims(), POLL_MS),
      setInterval(() => void this.heartbeat(), HEARTBEAT_MS),
    );
    void this.take();
  }

  /** Stops taking jobs, lets the present ones end within the time given, and gives the rest back. */
  async drain(milliseconds: number): Promise<void> {
    this.draining = true;
    for (const unlisten of this.unlisten) unlisten();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    await Promise.race([this.idle(), late]);
    clearTimeout(timer);
    for (const { abort } of this.active.values()) abort.abort(new Error("The worker is going away."));
    await this.idle();
    for (const each of this.timers) clearInterval(each);
  }

  private async idle(): Promise<void> {
    await Promise.all([...this.active.values()].map((active) => active.done));
  }

  private async take(): Promise<void> {
    if (this.taking) {
      this.again = true;
      return;
    }
    this.taking = true;
    try {
      do {
        this.again = false;
        const room = this.concurrency - this.active.size;
        if (this.draining || room <= 0) return;
        const jobs = await this.engine.queue.take(room);
        for (const job of jobs) this.begin(job);
        if (jobs.length === room) this.again = this.active.size < this.concurrency;
      } while (this.again);
    } catch (error) {
      this.engine.log.warn({ err: error }, "no jobs could be taken");
    } finally {
      this.taking = false;
    }
  }

  private begin(job: TakenJob): void {
    const abort = new AbortController();
    const done = this.run(job, abort.signal).finally(() => {
      this.active.delete(job.id);
      void this.take();
    });
    this.active.set(job.id, { job, abort, done });
  }

  private async run(job: TakenJob, signal: AbortSignal): Promise<void> {
    try {
      if (job.data.step === "plan") await planRun(this.engine, job, signal);
      else if (job.data.step === "finish") await finishRun(this.engine, job, signal);
      else await workOnTask(this.engine, job, signal);
    } catch (error) {
      if (!signal.aborted) this.engine.log.error({ err: error, job: job.data }, "a step failed");
      await this.giveBack(job);
    }
  }

  /** What was stopped from outside goes back; that is no loss of a worker, so the task waits as before. */
  private async giveBack(job: TakenJob): Promise<void> {
    const { data } = job;
    try {
      if (data.step === "task") {
        await this.engine.database.tenant(data.tenantId, (manager) =>
          manager.query(
            "update workflow_run_task set status = 'PENDING' where id = $1 and status = 'RUNNING' and worker_id = $2",
            [data.taskId, this.engine.workerId],
          ),
        );
      }
      await this.engine.queue.giveBack(job);
    } catch (error) {
      this.engine.log.warn({ err: error, job: data }, "a job could not be given back; its heartbeat will run out");
    }
  }

  private async heartbeat(): Promise<void> {
    if (this.active.size === 0) return;
    const jobs = [...this.active.values()].map(({ job }) => job);
    await this.engine.queue
      .heartbeat(jobs)
      .catch((error: unknown) => this.engine.log.warn({ err: error }, "the heartbeat failed"));
  }

  /** Aborts the work on tasks that are not this worker's any more: cancelled, or taken over. */
  private async checkClaims(): Promise<void> {
    const mine = new Map<string, Active>();
    for (const active of this.active.values())
      if (active.job.data.step === "task") mine.set(active.job.data.taskId, active);
    const plans = [...this.active.values()].filter(({ job }) => job.data.step === "plan");
    if (mine.size === 0 && plans.length === 0) return;
    try {
      await this.engine.database.system(async (manager) => {
        const gone = (await manager.query(
          `select id from workflow_run_task where id = any($1) and (status = 'CANCELLED' or (status = 'RUNNING' and worker_id <> $2))`,
          [[...mine.keys()], this.engine.workerId],
        )) as { id: string }[];
        for (const { id } of gone) mine.get(id)?.abort.abort(new Error("The task is not this worker's any more."));
        const cancelled = (await manager.query(
          "select id from workflow_run where id = any($1) and status = 'CANCELLED'",
          [plans.map(({ job }) => job.data.runId)],
        )) as { id: string }[];
        const ids = new Set(cancelled.map(({ id }) => id));
        for (const plan of plans)
          if (ids.has(plan.job.data.runId)) plan.abort.abort(new Error("The run was cancelled."));
      });
    } catch (error) {
      this.engine.log.warn({ err: error }, "claims could not be checked");
    }
  }
}
