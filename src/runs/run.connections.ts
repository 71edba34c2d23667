import { connectionOf } from "../platform/paging.js";
import { RunEvent } from "./event.types.js";
import { WorkflowRun } from "./run.entity.js";
import { WorkflowRunTask } from "./task.entity.js";

export const WorkflowRunConnection = connectionOf("WorkflowRun", () => WorkflowRun);
export const WorkflowRunTaskConnection = connectionOf("WorkflowRunTask", () => WorkflowRunTask);
export const WorkflowRunEventConnection = connectionOf("WorkflowRunEvent", () => RunEvent);
