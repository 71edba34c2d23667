import { z } from "zod";
import {
  type RunEvent,
  WorkflowRunLogEvent,
  WorkflowRunProgressEvent,
  WorkflowRunStatusEvent,
  WorkflowRunTaskEvent,
  WorkflowRunTaskProgressEvent,
} from "../../runs/event.types.js";
import { TaskStatus, WorkflowRunStatus } from "../../runs/run-status.js";
import { codes, count, fqn, named, share, text, time } from "../fields.js";
import { lower } from "../names.js";
import { Failure, failureOf, Progress } from "./run.schemas.js";

const BASE = {
  sequence: count("1 for the run's first event, one higher each time."),
  occurred_at: time("When it happened."),
};
const type = <Name extends string>(name: Name) => z.literal(name).meta({ description: "What kind of event it is." });

const StatusEvent = named("RunStatusEvent", "The run changed its status.", {
  ...BASE,
  type: type("status"),
  from: codes(WorkflowRunStatus, "Status before; null for the first.").nullable(),
  to: codes(WorkflowRunStatus, "Status after."),
  attempt: count("The run's attempt."),
  reason: text("Why, where it is not plain.").nullable(),
});

const ProgressEvent = named("RunProgressEvent", "The run got further: it was planned, or a task ended.", {
  ...BASE,
  type: type("progress"),
  progress: Progress,
});

const TaskProgressEvent = named("RunTaskProgressEvent", "A task got further; at most two a second for each task.", {
  ...BASE,
  type: type("task_progress"),
  target_fqn: fqn("The task's target."),
  share: share("How far it is."),
});

const TaskEvent = named("RunTaskEvent", "A task ended.", {
  ...BASE,
  type: type("task"),
  target_fqn: fqn("The task's target."),
  ordinal: count("The task's place in the run's plan, from 1."),
  status: codes(TaskStatus, "How it ended."),
  failure: Failure.nullable().meta({ description: "Why it failed." }),
  skip_reason: text("Why it was skipped.").nullable(),
});

const LogEvent = named("RunLogEvent", "A note on the run.", {
  ...BASE,
  type: type("log"),
  level: z.enum(["info", "warn", "error"]).meta({ description: "How grave it is." }),
  message: text("The note."),
});

/** More kinds may come: a client leaves out those that it does not know. */
export const RunEventData = z
  .discriminatedUnion("type", [StatusEvent, ProgressEvent, TaskProgressEvent, TaskEvent, LogEvent])
  .meta({ id: "RunEvent", description: "Something that happened to a run; `type` says what. More types may come." });

export function runEventOf(event: RunEvent): z.infer<typeof RunEventData> {
  const base = { sequence: event.sequence, occurred_at: event.occurredAt.toISOString() };
  if (event instanceof WorkflowRunStatusEvent) {
    const { from, to, attempt, reason } = event;
    return { ...base, type: "status", from: from && lower(from), to: lower(to), attempt, reason: reason ?? null };
  }
  if (event instanceof WorkflowRunProgressEvent) return { ...base, type: "progress", progress: event.progress };
  if (event instanceof WorkflowRunTaskProgressEvent) {
    return { ...base, type: "task_progress", target_fqn: event.targetFqn, share: event.share };
  }
  if (event instanceof WorkflowRunTaskEvent) {
    const { targetFqn, ordinal, taskStatus, failure, skipReason } = event;
    const ended = { status: lower(taskStatus), failure: failureOf(failure), skip_reason: skipReason };
    return { ...base, type: "task", target_fqn: targetFqn, ordinal, ...ended };
  }
  const { level, message } = event as WorkflowRunLogEvent;
  return { ...base, type: "log", level: lower(level) as "info", message };
}
