import { changeApproval, createApproval } from "./approvals/decide.js";
import { listChanges } from "./approvals/list-changes.js";
import { getApproval, listApprovals } from "./approvals/read-approvals.js";
import { getScorecard } from "./assets/scorecard.js";
import { getTable, listPendingChanges } from "./assets/table.js";
import type { Route } from "./route.js";
import { cancelRun, retryRun } from "./runs/change-run.js";
import { createRun } from "./runs/create-run.js";
import { followRun } from "./runs/follow-run.js";
import { getRun } from "./runs/get-run.js";
import { listRuns, listTasks } from "./runs/list-runs.js";
import type { WorkflowShapes } from "./workflow-shapes.js";
import { workflowRoutes } from "./workflows/workflows.js";

export const BASE_PATH = "/api/data-readiness";

/** Every route of REST. */
export const restRoutes = (shapes: WorkflowShapes): readonly Route[] => [
  createRun(shapes),
  ...workflowRoutes(shapes),
  listRuns,
  getRun(shapes),
  listTasks,
  followRun,
  cancelRun,
  retryRun,
  listApprovals,
  getApproval,
  createApproval,
  changeApproval,
  listChanges,
  getTable,
  listPendingChanges,
  getScorecard,
];
