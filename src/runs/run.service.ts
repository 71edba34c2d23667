import type { EntityManager } from "typeorm";
import type { PipelineWriter } from "../pipelines/pipeline-writer.js";
import type { Identity, RequestContext } from "../platform/context.js";
import type { Database } from "../platform/database.js";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { formatFqn } from "../platform/fqn.js";
import { isId, newId } from "../platform/ids.js";
import type { Queue } from "../platform/queue.js";
import { validateInput } from "../platform/validation.js";
import { cancelRun } from "./cancel-run.js";
import { rememberKey, runOfKey } from "./idempotency.js";
import { hashOfCreate } from "./input-hash.js";
import { insertRun, type NewRun } from "./new-run.js";
import type { RequestResolver, ResolvedRequest } from "./resolve-request.js";
import { targetsToRetry } from "./retry-targets.js";
import { WorkflowRun } from "./run.entity.js";
import {
  type CancelWorkflowRunResult,
  CancelWorkflowRunsInput,
  CreateWorkflowRunInput,
  RetryWorkflowRunInput,
  RunConflictPolicy,
} from "./run.inputs.js";
import { LabelInput } from "./run.types.js";
import { isFinal } from "./run-status.js";
import { runUnderWay } from "./run-under-way.js";

const MUTATION = "createWorkflowRun";
const noRun = (path: string) => UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such run.", path);

/** Whose run it will be. */
type Owner = Pick<Identity, "tenantId" | "clientId">;

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
    private readonly pipelines: PipelineWriter,
  ) {}

  /** `sent` is the input as the client sent it, before the schema's defaults were filled in. */
  async create(
    ctx: RequestContext,
    input: CreateWorkflowRunInput,
    sent?: Record<string, unknown>,
  ): Promise<CreatedRun> {
    const labels = input.labels?.map((label) => Object.assign(new LabelInput(), label));
    await validateInput(Object.assign(new CreateWorkflowRunInput(), input, { labels }));
    return this.database.tenant(ctx.identity.tenantId, (manager) => this.createIn(manager, ctx.identity, input, sent));
  }

  /** The same in the caller's transaction, of an input that is valid. */
  async createIn(
    manager: EntityManager,
    identity: Owner,
    input: CreateWorkflowRunInput,
    sent?: Record<string, unknown>,
  ): Promise<CreatedRun> {
    const { tenantId } = identity;
    const { idempotencyKey: key } = input;
    const use = key != null && { tenantId, mutation: MUTATION, key, hash: hashOfCreate(input, sent) };
    const earlier = use && (await runOfKey(manager, use));
    if (earlier) return { workflowRun: await byId(manager, tenantId, earlier), replayed: true };
    const run = newRun(identity, input, await this.requests.resolve(manager, tenantId, input, sent));
    const existing = await runUnderWay(manager, run, input.onConflict);
    const id = existing ?? run.id;
    if (use) await rememberKey(manager, use, id);
    if (existing) return { workflowRun: await byId(manager, tenantId, id), replayed: true };
    const workflowRun = this.pipelines.makes(run.workflowType)
      ? await this.pipelines.insert(manager, run)
      : await insertRun(manager, this.queue, run);
    return { workflowRun, replayed: false };
  }

  /** Throws where a run could not be created; nothing is written. */
  async checkIn(
    manager: EntityManager,
    identity: Owner,
    input: CreateWorkflowRunInput,
    sent?: Record<string, unknown>,
  ): Promise<ResolvedRequest> {
    const request = await this.requests.resolve(manager, identity.tenantId, input, sent);
    await this.pipelines.check(manager, newRun(identity, input, request));
    return request;
  }

  async cancel(ctx: RequestContext, input: CancelWorkflowRunsInput): Promise<CancelWorkflowRunResult[]> {
    await validateInput(Object.assign(new CancelWorkflowRunsInput(), input));
    const { tenantId } = ctx.identity;
    const reason = input.reason ?? "Cancelled by a client.";
    const outcomes = new Map<string, Omit<CancelWorkflowRunResult, "id">>();
    // One after the other, each in its own transaction: no run's lock waits for another's.
    for (const id of new Set(input.ids)) {
      const outcome = isId(id)
        ? await this.database.tenant(tenantId, (manager) =>
            cancelRun(manager, this.queue, tenantId, id, reason, this.tenantConcurrency),
          )
        : undefined;
      const [userError = null] = outcome ? [] : noRun("ids").errors;
      outcomes.set(id, outcome ?? { cancelled: false, workflowRun: null, userError });
    }
    return input.ids.map((id, index) => {
      const { userError, ...outcome } = outcomes.get(id)!;
      return { id, ...outcome, userError: userError && { ...userError, path: ["ids", String(index)] } };
    });
  }

  async retry(ctx: RequestContext, input: RetryWorkflowRunInput): Promise<WorkflowRun> {
    await validateInput(Object.assign(new RetryWorkflowRunInput(), input));
    const { tenantId, clientId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      const old = isId(input.id) ? await manager.findOneBy(WorkflowRun, { id: input.id, tenantId }) : null;
      if (!old) throw noRun("id");
      if (!isFinal(old.status)) throw UserErrors.one(ErrorCode.CONFLICT, "The run has not ended yet.", "id");
      await this.requests.repeatable(manager, tenantId, old);
      const onlyTargets = await targetsToRetry(manager, old, input.mode);
      await runUnderWay(manager, old, RunConflictPolicy.ALLOW);
      const run = {
        id: newId(),
        tenantId,
        configurationId: old.configurationId,
        workflowType: old.workflowType,
        assetFqn: old.assetFqn,
        parameters: old.parameters,
        saveAll: old.saveAll,
        labels: old.labels,
        createdByClientId: clientId,
        retryOfId: old.id,
        onlyTargets,
      };
      if (this.pipelines.makes(run.workflowType)) return this.pipelines.insertRetry(manager, run, old, input.mode);
      return insertRun(manager, this.queue, run);
    });
  }
}

const newRun = ({ tenantId, clientId }: Owner, input: CreateWorkflowRunInput, request: ResolvedRequest): NewRun => ({
  id: newId(),
  tenantId,
  configurationId: request.configuration.id,
  workflowType: request.workflow.type,
  assetFqn: formatFqn(request.asset),
  parameters: request.parameters,
  saveAll: input.saveAll,
  labels: input.labels ?? [],
  createdByClientId: clientId,
});

const byId = (manager: EntityManager, tenantId: string, id: string): Promise<WorkflowRun> =>
  manager.findOneByOrFail(WorkflowRun, { id, tenantId });
