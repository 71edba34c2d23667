import { Field, Float, Int, InterfaceType, ObjectType } from "type-graphql";
import { AssetFqn, Cursor, DateTime } from "../platform/scalars.js";
import type { WorkflowRunEventRow } from "./event.entity.js";
import { Failure } from "./failure.js";
import { WorkflowRunProgress } from "./run.types.js";
import { TaskStatus, WorkflowRunStatus } from "./run-status.js";

@InterfaceType("WorkflowRunEvent", {
  description: "Something that happened to a run.",
  resolveType: (event: RunEvent) => event.constructor.name,
})
export abstract class RunEvent {
  @Field(() => Cursor, { description: "Give this back as `after` to go on from here." })
  cursor: string;

  @Field(() => Int, { description: "1 for the run's first event, one higher each time." })
  sequence: number;

  @Field(() => DateTime, { description: "When it happened." })
  occurredAt: Date;
}

@ObjectType({ implements: RunEvent, description: "The run changed its status." })
export class WorkflowRunStatusEvent extends RunEvent {
  @Field(() => WorkflowRunStatus, { nullable: true, description: "Status before; null for the first." })
  from: WorkflowRunStatus | null;

  @Field(() => WorkflowRunStatus, { description: "Status after." })
  to: WorkflowRunStatus;

  @Field(() => Int, { description: "The run's attempt." })
  attempt: number;

  @Field(() => String, { nullable: true, description: "Why, where it is not plain." })
  reason: string | null;
}

@ObjectType({ implements: RunEvent, description: "The run got further: it was planned, or a task ended." })
export class WorkflowRunProgressEvent extends RunEvent {
  @Field(() => WorkflowRunProgress, { description: "Counts of the run's tasks." })
  progress: WorkflowRunProgress;
}

@ObjectType({ implements: RunEvent, description: "A task got further. Coalesced: at most two a second for each task." })
export class WorkflowRunTaskProgressEvent extends RunEvent {
  @Field(() => AssetFqn, { description: "The task's target." })
  targetFqn: string;

  @Field(() => Float, { description: "How far it is, 0 to 1." })
  share: number;
}

@ObjectType({ implements: RunEvent, description: "A task ended." })
export class WorkflowRunTaskEvent extends RunEvent {
  @Field(() => AssetFqn, { description: "The task's target." })
  targetFqn: string;

  @Field(() => Int, { description: "The task's place in the run's plan, from 1." })
  ordinal: number;

  @Field(() => TaskStatus, { description: "How it ended." })
  taskStatus: TaskStatus;

  @Field(() => Failure, { nullable: true, description: "Why it failed." })
  failure: Failure | null;

  @Field(() => String, { nullable: true, description: "Why it was skipped." })
  skipReason: string | null;
}

@ObjectType({ implements: RunEvent, description: "A note on the run." })
export class WorkflowRunLogEvent extends RunEvent {
  @Field(() => String, { description: "INFO, WARN or ERROR." })
  level: string;

  @Field(() => String, { description: "The note." })
  message: string;
}

/** A row of the log as the API shows it. */
export function toRunEvent(row: WorkflowRunEventRow, cursor: string): RunEvent {
  const base = { cursor, sequence: Number(row.sequence), occurredAt: row.occurredAt };
  const { payload } = row;
  switch (row.kind) {
    case "STATUS":
      return Object.assign(new WorkflowRunStatusEvent(), base, payload);
    case "PROGRESS":
      return Object.assign(new WorkflowRunProgressEvent(), base, { progress: progressOf(payload) });
    case "TASK_PROGRESS":
      return Object.assign(new WorkflowRunTaskProgressEvent(), base, {
        targetFqn: payload.targetFqn,
        share: payload.share,
      });
    case "TASK":
      return Object.assign(new WorkflowRunTaskEvent(), base, {
        targetFqn: payload.targetFqn,
        ordinal: payload.ordinal,
        taskStatus: payload.status,
        failure: payload.failure ?? null,
        skipReason: payload.skipReason ?? null,
      });
    case "LOG":
      return Object.assign(new WorkflowRunLogEvent(), base, payload);
  }
}

function progressOf(payload: Record<string, unknown>): WorkflowRunProgress {
  const { total, succeeded, failed, skipped } = payload as Record<string, number>;
  const attempted = succeeded! + failed! + skipped!;
  return { total: total!, attempted, succeeded: succeeded!, failed: failed!, skipped: skipped! };
}
