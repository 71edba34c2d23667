import type { EntityManager } from "typeorm";
import type { RequestContext } from "../platform/context.js";
import type { Database } from "../platform/database.js";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { formatFqn } from "../platform/fqn.js";
import { isId, newId } from "../platform/ids.js";
import { notify } from "../platform/listener.js";
import type { Queue } from "../platform/queue.js";
import { validateInput } from "../platform/validation.js";
import { admitTasks } from "./admission.js";
import { claimKey, earlierRun, inputHash } from "./idempotency.js";
import { insertRun } from "./new-run.js";
import type { RequestResolver, ResolvedRequest } from "./resolve-request.js";
import { WorkflowRun } from "./run.entity.js";
import {
  type CancelWorkflowRunResult,
  type CancelWorkflowRunsInput,
  type CreateWorkflowRunInput,
  RetryMode,
  type RetryWorkflowRunInput,
  RunConflictPolicy,
} from "./run.inputs.js";
import { lockRun, moveRun } from "./run-log.js";
import { isFinal, TaskStatus, WorkflowRunStatus } from "./run-status.js";
import { WorkflowRunTask } from "./task.entity.js";

const MUTATION = "createWorkflowRun";
const noRun = (path: string) => UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such run.", path);

export interface CreatedRun {
  readonly workflowRun: WorkflowRun;
  readonly replayed: boolean;
}

/** What clients do with runs: create, cancel, retry. Each is one transaction. */
export class Runs {
  constructor(
    private readonly database: Database,
    private readonly queue: Queue,
    private readonly requests: RequestResolver,
    private readonly tenantConcurrency: number,
  ) {}

  /** `sent` is the input as the client sent it, before the schema's defaults were filled in. */
  async create(
    ctx: RequestContext,
    input: CreateWorkflowRunInput,
    sent?: Record<string, unknown>,
  ): Promise<CreatedRun> {
    await validateInput(input);
    const { tenantId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      const { idempotencyKey: key, ...rest } = input;
      const hash = inputHash(rest);
      const earlier = key ? await earlierRun(manager, tenantId, MUTATION, key, hash) : undefined;
      if (earlier) return this.replay(manager, tenantId, earlier);
      const request = await this.requests.resolve(manager, tenantId, input, sent);
      const existing = await this.underWay(manager, tenantId, input.onConflict, request);
      if (existing) return { workflowRun: existing, replayed: true };
      const id = newId();
      if (key) {
        const winner = await claimKey(manager, { tenantId, mutation: MUTATION, key, hash, runId: id });
        if (winner) return this.replay(manager, tenantId, winner);
      }
      await insertRun(manager, this.queue, {
        id,
        tenantId,
        configurationId: request.configuration.id,
        workflowType: request.workflow.type,
        assetFqn: formatFqn(request.asset),
        parameters: request.parameters,
        saveAll: input.saveAll,
        labels: input.labels ?? [],
        createdByClientId: ctx.identity.clientId,
      });
      return { workflowRun: await manager.findOneByOrFail(WorkflowRun, { id, tenantId }), replayed: false };
    });
  }

  private async replay(manager: EntityManager, tenantId: string, id: string): Promise<CreatedRun> {
    return { workflowRun: await manager.findOneByOrFail(WorkflowRun, { id, tenantId }), replayed: true };
  }

  /** The run of the same configuration on the same asset that has not ended, where the policy asks for it. */
  private async underWay(
    manager: EntityManager,
    tenantId: string,
    policy: RunConflictPolicy,
    request: ResolvedRequest,
  ): Promise<WorkflowRun | null> {
    const asset = formatFqn(request.asset);
    const configurationId = request.configuration.id;
    // Every create takes the lock, so that two at once see each other whatever their policies are.
    await manager.query("select pg_advisory_xact_lock(hashtextextended($1, 2))", [
      `${tenantId}\n${configurationId}\n${asset}`,
    ]);
    if (policy === RunConflictPolicy.ALLOW) return null;
    const run = await manager
      .createQueryBuilder(WorkflowRun, "r")
      .where("r.tenantId = :tenantId and r.configurationId = :configurationId and r.assetFqn = :asset", {
        tenantId,
        configurationId,
        asset,
      })
      .andWhere("r.status in ('PENDING', 'RUNNING')")
      .orderBy("r.id", "DESC")
      .limit(1)
      .getOne();
    if (run && policy === RunConflictPolicy.REJECT) {
      throw UserErrors.one(
        ErrorCode.CONFLICT,
        `Run ${run.id} of this configuration is under way on this asset.`,
        "onConflict",
      );
    }
    return run;
  }

  async cancel(ctx: RequestContext, input: CancelWorkflowRunsInput): Promise<CancelWorkflowRunResult[]> {
    await validateInput(input);
    const { tenantId } = ctx.identity;
    const outcomes = new Map<string, CancelWorkflowRunResult>();
    // One after the other in the order of ids, each in its own transaction: no run's lock waits for another's.
    for (const id of [...new Set(input.ids)].sort()) {
      const outcome = isId(id)
        ? await this.cancelOne(tenantId, id, input.reason ?? "Cancelled by a client.")
        : undefined;
      outcomes.set(
        id,
        outcome ?? { id, cancelled: false, workflowRun: null, userError: noRun("ids").errors[0] ?? null },
      );
    }
    return input.ids.map((id) => outcomes.get(id)!);
  }

  private cancelOne(tenantId: string, id: string, reason: string): Promise<CancelWorkflowRunResult | undefined> {
    return this.database.tenant(tenantId, async (manager) => {
      const locked = await lockRun(manager, tenantId, id);
      if (!locked) return undefined;
      let userError = null;
      if (isFinal(locked.status)) {
        const message = `The run has ended as ${locked.status}.`;
        if (locked.status !== WorkflowRunStatus.CANCELLED)
          userError = { code: ErrorCode.CONFLICT, message, path: ["ids"] };
      } else {
        await manager.query(
          `update workflow_run_task set status = 'CANCELLED', completed_at = clock_timestamp()
           where run_id = $1 and status in ('PENDING', 'RUNNING')`,
          [id],
        );
        await moveRun(manager, tenantId, id, { to: WorkflowRunStatus.CANCELLED, reason });
        await notify(manager, "cancelled", id);
        await admitTasks(manager, this.queue, tenantId, this.tenantConcurrency);
      }
      const workflowRun = await manager.findOneByOrFail(WorkflowRun, { id, tenantId });
      return { id, cancelled: !isFinal(locked.status), workflowRun, userError };
    });
  }

  async retry(ctx: RequestContext, input: RetryWorkflowRunInput): Promise<WorkflowRun> {
    await validateInput(input);
    const { tenantId, clientId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      const old = await manager.findOneBy(WorkflowRun, { id: input.id, tenantId });
      if (!old) throw noRun("id");
      if (!isFinal(old.status)) throw UserErrors.one(ErrorCode.CONFLICT, "The run has not ended yet.", "id");
      const onlyTargets = input.mode === RetryMode.ALL ? undefined : await this.unfinished(manager, old);
      const id = newId();
      await insertRun(manager, this.queue, {
        ...old,
        id,
        createdByClientId: clientId,
        retryOfId: old.id,
        onlyTargets,
      });
      return manager.findOneByOrFail(WorkflowRun, { id, tenantId });
    });
  }

  /** What a retry from failure does again: the targets without a result; all of them where the run was never planned. */
  private async unfinished(manager: EntityManager, run: WorkflowRun): Promise<string[] | undefined> {
    const tasks = await manager.findBy(WorkflowRunTask, { runId: run.id, tenantId: run.tenantId });
    const left = tasks.filter(({ status }) => status === TaskStatus.FAILED || status === TaskStatus.CANCELLED);
    if (tasks.length > 0 && left.length === 0) {
      throw UserErrors.one(ErrorCode.CONFLICT, "Nothing of the run failed: retry it with mode ALL.", "mode");
    }
    return tasks.length > 0 ? left.map((task) => task.targetFqn) : (run.onlyTargets ?? undefined);
  }
}
