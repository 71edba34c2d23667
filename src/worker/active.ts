import type { TakenJob } from "../platform/queue.js";
import type { WorkflowRunTask } from "../runs/task.entity.js";
import { type Engine, transactOf } from "./engine.js";
import { finishRun } from "./finish-step.js";
import { letGo } from "./let-go.js";
import { planRun } from "./plan-step.js";
import { workOnTask } from "./task-step.js";

/** Pause before a job comes back after an error that its step could not deal with, such as a database that is away. */
const PAUSE_SECONDS = 2;

/** A job that this worker is at. */
export class Active {
  readonly abort = new AbortController();
  /** Resolves, never rejects, when the step has ended. */
  readonly done: Promise<void>;
  /** The task, once it is claimed. */
  task?: WorkflowRunTask;
  /** It waits for all others to end, or is alone already. */
  wantsToBeAlone = false;

  /** `untilAlone` resolves when nothing else goes on in this process. */
  constructor(
    private readonly engine: Engine,
    readonly job: TakenJob,
    private readonly untilAlone: (active: Active) => Promise<void>,
  ) {
    this.done = this.run();
  }

  private async run(): Promise<void> {
    const { engine, job } = this;
    const { signal } = this.abort;
    try {
      if (job.data.step === "plan") await planRun(engine, job, signal);
      else if (job.data.step === "finish") await finishRun(engine, job, signal);
      else {
        await workOnTask(engine, job, signal, {
          alone: async () => {
            this.wantsToBeAlone = true;
            await this.untilAlone(this);
          },
          claimed: (task) => {
            this.task = task;
          },
        });
      }
    } catch (error) {
      if (!signal.aborted) engine.log.error({ err: error, job: job.data }, "a step failed");
      await this.giveBack(signal.aborted ? 0 : PAUSE_SECONDS);
    }
  }

  /** The job is handed out again; what the step may still write is void then. */
  async giveBack(pauseSeconds = 0): Promise<void> {
    const { engine, job, task } = this;
    try {
      await transactOf(
        engine,
        job.data.tenantId,
      )((manager) =>
        task ? letGo(engine, manager, job, task, pauseSeconds) : engine.queue.giveBack(manager, job, pauseSeconds),
      );
    } catch (error) {
      engine.log.warn({ err: error, job: job.data }, "a job could not be given back; its heartbeat will run out");
    }
  }
}
