import { CodedFailure } from "../platform/coded-failure.js";
import type { RequestContext } from "../platform/context.js";
import type { Cursors } from "../platform/cursor.js";
import type { Database } from "../platform/database.js";
import { codedError, ErrorCode } from "../platform/errors.js";
import { formatFqn } from "../platform/fqn.js";
import { newId } from "../platform/ids.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../platform/paging.js";
import { validateInput } from "../platform/validation.js";
import type { PlannedTask, Workflow } from "../workflows/contract.js";
import type { ResolvedRequest } from "./resolve-request.js";
import type { CreateWorkflowRunInput } from "./run.inputs.js";
import type { Runs } from "./run.service.js";
import { type WorkflowRunPlan, type WorkflowRunPlanTask, WorkflowRunStep } from "./run-plan.types.js";

/** A client waits for the answer: a source that takes longer is as good as down. */
const LONGEST_MS = 15_000;

/** What a run would do: its workflow plans it, and nothing is written. */
export class RunPlans {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly runs: Runs,
    private readonly longestMs = LONGEST_MS,
  ) {}

  async plan(
    ctx: RequestContext,
    input: CreateWorkflowRunInput,
    sent?: Record<string, unknown>,
  ): Promise<WorkflowRunPlan> {
    await validateInput(input);
    const { tenantId } = ctx.identity;
    const request = await this.database.tenant(tenantId, (manager) =>
      this.runs.checkIn(manager, ctx.identity, input, sent),
    );
    const tasks = await this.tasksOf(tenantId, request, input.saveAll);
    const known = tasks.filter((task) => task.estimatedRows !== undefined);
    return {
      workflowType: request.workflow.type,
      assetFqn: formatFqn(request.asset),
      parameters: request.parameters,
      totalTasks: tasks.length,
      estimatedRows: known.length > 0 ? known.reduce((sum, task) => sum + task.estimatedRows!, 0) : null,
      steps: stepsOf(request, tasks.length, input.saveAll),
      tasks: tasks.map(({ target, estimatedRows, connections }, index) => ({
        ordinal: index + 1,
        targetFqn: formatFqn(target),
        estimatedRows: estimatedRows ?? null,
        connections,
      })),
    };
  }

  /** A page of a plan's tasks; the plan is made anew for each page. */
  page(ctx: RequestContext, plan: WorkflowRunPlan, args: PageArgs): Connection<WorkflowRunPlanTask> {
    const { tenantId } = ctx.identity;
    const page = pageOf(args, 50);
    const list = `plan:${plan.workflowType}:${plan.assetFqn}`;
    const after = page.cursor == null ? 0 : Number(this.cursors.decode(tenantId, list, page.cursor)[0]);
    const following = plan.tasks.slice(after, after + page.limit + 1);
    return toConnection(following, page, (task) => this.cursors.encode(tenantId, list, [task.ordinal]));
  }

  /** Planning may ask the source, which may be slow or down; what it asks our own database can't write there. */
  private async tasksOf(tenantId: string, request: ResolvedRequest, saveAll: boolean): Promise<PlannedTask[]> {
    const { asset, parameters, workflow } = request;
    const abort = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const error = codedError(ErrorCode.SERVICE_UNAVAILABLE, "Planning takes too long: the source may be slow.");
        abort.abort(error);
        reject(error);
      }, this.longestMs);
    });
    try {
      const planned = workflow.plan({
        tenantId,
        runId: newId(),
        asset,
        parameters,
        saveAll,
        transact: (work) =>
          this.database.tenant(tenantId, async (manager) => {
            await manager.query("set transaction read only");
            return work(manager);
          }),
        signal: abort.signal,
      });
      return await Promise.race([planned, late]);
    } catch (error) {
      if (!(error instanceof CodedFailure)) throw error;
      const { code: reason, retryable } = error;
      throw codedError(ErrorCode.SERVICE_UNAVAILABLE, error.message, { reason, retryable });
    } finally {
      clearTimeout(timer);
    }
  }
}

function stepsOf({ asset, workflow }: ResolvedRequest, tasks: number, saveAll: boolean): WorkflowRunPlan["steps"] {
  const unit = workflow.steps ? "table" : "task";
  const work = tasks === 1 ? `one ${unit}` : `${tasks} ${unit}s`;
  const saved = saveAll ? "and saves the results" : "without saving the results";
  return [
    { step: WorkflowRunStep.PLAN, description: `${workflow.name}: resolves ${formatFqn(asset)} to ${work}.` },
    ...worksOf(workflow, work).map((description) => ({ step: WorkflowRunStep.TASKS, description })),
    { step: WorkflowRunStep.FINISH, description: `Makes the run's output ${saved}.` },
  ];
}

/** Of a pipeline each of its steps. */
function worksOf({ steps }: Workflow, work: string): string[] {
  if (!steps) return [`Works on ${work}, as many at a time as the limits allow.`];
  return steps.map(({ type, dependsOn, waitsFor }) => {
    const before = [...dependsOn, ...waitsFor];
    const when = before.length === 0 ? "at once" : `after ${before.join(", ")}`;
    return `${type}, a run of its own: works on ${work}, ${when}.`;
  });
}
