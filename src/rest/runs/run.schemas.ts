import { z } from "zod";
import { formatFqn, parseFqn } from "../../platform/fqn.js";
import type { Failure as StoredFailure } from "../../runs/failure.js";
import type { WorkflowRun } from "../../runs/run.entity.js";
import { TaskStatus, WorkflowRunStatus } from "../../runs/run-status.js";
import type { WorkflowRunTask } from "../../runs/task.entity.js";
import { codes, count, flag, fqn, named, pageOf, share, text, time, uuid, workflowType } from "../fields.js";
import { kebabType, lower } from "../names.js";

/** The answer to a create: the contract's fields, all of them always there. */
export const Run = named("Run", "A run: one execution of a workflow on an asset.", {
  id: uuid("The run."),
  configuration_id: uuid("The configuration that it runs."),
  status: codes(WorkflowRunStatus, "Where it is; `pending` when it has just been started."),
  started_at: time("When it was started."),
  asset_fqn: fqn("The asset that it works on.").nullable(),
  save_all: flag("Whether its results are saved without a manual approval."),
  pipeline_id: uuid("The pipeline run that it is, or is a step of; null for others.").nullable(),
});

export const runOf = (run: WorkflowRun): z.infer<typeof Run> => ({
  id: run.id,
  configuration_id: run.configurationId,
  status: lower(run.status),
  started_at: run.startedAt.toISOString(),
  asset_fqn: run.assetFqn === null ? null : formatFqn(parseFqn(run.assetFqn)),
  save_all: run.saveAll,
  pipeline_id: run.pipelineRunId,
});

export const Failure = named("Failure", "Why a run or a task failed.", {
  code: text("A code of docs/errors.md, e.g. SOURCE_UNREACHABLE."),
  message: text("The same in words, without data of the source."),
  retryable: flag("Whether trying again may help."),
});

export const failureOf = (failure: StoredFailure | null): z.infer<typeof Failure> | null =>
  failure && { code: failure.code, message: failure.message, retryable: failure.retryable };

export const Progress = named("Progress", "Counts of a run's tasks: attempted = succeeded + failed + skipped.", {
  total: count("All tasks; null until the run is planned.").nullable(),
  attempted: count("Tasks that ended."),
  succeeded: count("Tasks that are done."),
  failed: count("Tasks that failed."),
  skipped: count("Tasks that were skipped."),
});

const ENDED = {
  completed_at: time("When it ended; null until then.").nullable(),
  duration_seconds: z
    .number()
    .nullable()
    .meta({ description: "Seconds from its start to its end, with a fraction; null until it has ended." }),
};

export const RunSummary = named("RunSummary", "A run, as lists have it.", {
  ...Run.shape,
  workflow_type: workflowType("What it does."),
  ...ENDED,
  progress: Progress,
  failure: Failure.nullable().meta({ description: "Why it failed; null where it did not." }),
});

export const summaryOf = (run: WorkflowRun): z.infer<typeof RunSummary> => ({
  ...runOf(run),
  workflow_type: kebabType(run.workflowType),
  completed_at: run.completedAt?.toISOString() ?? null,
  duration_seconds: run.durationSeconds,
  progress: run.progress,
  failure: failureOf(run.failure),
});

export const RunPage = pageOf("RunPage", RunSummary);

export const Task = named("Task", "One unit of a run's work: usually one table.", {
  id: uuid("The task."),
  ordinal: count("Its place in the run's plan, from 1."),
  target_fqn: fqn("What it is about."),
  status: codes(TaskStatus, "Where it is."),
  progress: share("How far it is."),
  attempt: count("How often a worker has taken it up."),
  started_at: time("When a worker took it up last; null before.").nullable(),
  ...ENDED,
  failure: Failure.nullable().meta({ description: "Why it failed, or is tried again." }),
  skip_reason: text("Why it was skipped.").nullable(),
});

export const taskOf = (task: WorkflowRunTask): z.infer<typeof Task> => ({
  id: task.id,
  ordinal: task.ordinal,
  target_fqn: task.targetFqn,
  status: lower(task.status),
  progress: task.progress,
  attempt: task.attempt,
  started_at: task.startedAt?.toISOString() ?? null,
  completed_at: task.completedAt?.toISOString() ?? null,
  duration_seconds: task.durationSeconds,
  failure: failureOf(task.failure),
  skip_reason: task.skipReason,
});

export const TaskPage = pageOf("TaskPage", Task);

export const RUN_ID = z.object({ run_id: uuid("The run.") });
