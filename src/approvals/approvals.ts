import type { EntityManager } from "typeorm";
import { ProposedChange } from "../assets/changes/proposed-change.entity.js";
import type { RequestContext } from "../platform/context.js";
import type { Cursors } from "../platform/cursor.js";
import type { Database } from "../platform/database.js";
import { UserErrors } from "../platform/errors.js";
import { loaderOf } from "../platform/loader.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../platform/paging.js";
import { validateInput } from "../platform/validation.js";
import { inputHash } from "../runs/input-hash.js";
import type { WorkflowRegistry } from "../workflows/registry.js";
import { WorkflowRunApproval } from "./approval.entity.js";
import { DecideWorkflowRunApprovalInput, WorkflowRunApprovalFilter } from "./approval.inputs.js";
import type { ChangeConflict, DecideWorkflowRunApprovalPayload, ProposedChangeCounts } from "./approval.types.js";
import { filteredApprovals } from "./approval-filter.js";
import { changeCounts } from "./approval-rows.js";
import { decide } from "./decide.js";
import { Undecidable } from "./undecidable.js";

type Payload = DecideWorkflowRunApprovalPayload;

const NOTHING: Payload = {
  workflowRun: null,
  approval: null,
  outcome: null,
  changes: [],
  conflicts: [],
  userErrors: [],
};

/** What people decide on what runs found. */
export class Approvals {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly workflows: WorkflowRegistry,
  ) {}

  async decide(ctx: RequestContext, input: DecideWorkflowRunApprovalInput): Promise<Payload> {
    const { identity } = ctx;
    ctx.loaders.clear(); // what they have read of it is old from now on
    try {
      await validateInput(Object.assign(new DecideWorkflowRunApprovalInput(), input));
      return await this.database.tenant(identity.tenantId, async (manager) => {
        const { outcome, ...state } = await decide(manager, this.workflows, identity, input);
        const { decided, changed, profiles, metricsMarkedStale, violationsResolved, conflictCount } = outcome;
        return {
          ...NOTHING,
          ...state,
          outcome: {
            ...{ decided, catalogChanges: changed, profiles, metricsMarkedStale, violationsResolved },
            conflicts: conflictCount,
          },
          changes: await changesOf(manager, identity.tenantId, outcome.changeIds),
          conflicts: await conflictsOf(manager, identity.tenantId, outcome.conflicts),
        };
      });
    } catch (error) {
      if (!(error instanceof UserErrors)) throw error;
      if (!(error instanceof Undecidable)) return { ...NOTHING, userErrors: error.errors };
      const conflicts = await this.database.tenant(identity.tenantId, (manager) =>
        conflictsOf(manager, identity.tenantId, error.conflicts),
      );
      return { ...NOTHING, ...error.state, conflicts, userErrors: error.errors };
    }
  }

  /** Newest first. */
  async list(
    ctx: RequestContext,
    filter: WorkflowRunApprovalFilter,
    args: PageArgs,
  ): Promise<Connection<WorkflowRunApproval>> {
    const { tenantId } = ctx.identity;
    await validateInput(Object.assign(new WorkflowRunApprovalFilter(), filter), ["filter"]);
    const page = pageOf(args);
    const list = `approvals:${inputHash(filter)}`;
    const after = page.cursor === null ? null : String(this.cursors.decode(tenantId, list, page.cursor)[0]);
    const rows = await this.database.tenant(tenantId, (manager) => {
      const query = filteredApprovals(manager, tenantId, filter)
        .orderBy("a.id", page.backward ? "ASC" : "DESC")
        .limit(page.limit + 1);
      if (after) query.andWhere(`a.id ${page.backward ? ">" : "<"} :after`, { after });
      return query.getMany();
    });
    return toConnection(rows, page, ({ id }) => this.cursors.encode(tenantId, list, [id]));
  }

  ofRun(ctx: RequestContext, runId: string): Promise<WorkflowRunApproval | null> {
    const { tenantId } = ctx.identity;
    return loaderOf(ctx, "approvals:run", (ids: readonly string[]) =>
      this.database.tenant(tenantId, async (manager) => {
        const rows = await manager
          .createQueryBuilder(WorkflowRunApproval, "a")
          .where("a.tenantId = :tenantId and a.runId = any(:ids)", { tenantId, ids })
          .getMany();
        const byRun = new Map(rows.map((row) => [row.runId, row]));
        return ids.map((id) => byRun.get(id) ?? null);
      }),
    ).load(runId);
  }

  counts(ctx: RequestContext, runId: string): Promise<ProposedChangeCounts> {
    const { tenantId } = ctx.identity;
    return loaderOf(ctx, "approvals:counts", (ids: readonly string[]) =>
      this.database.tenant(tenantId, (manager) => changeCounts(manager, tenantId, ids)),
    ).load(runId);
  }
}

/** In the order of the ids. */
async function changesOf(manager: EntityManager, tenantId: string, ids: readonly string[]): Promise<ProposedChange[]> {
  const rows = await manager
    .createQueryBuilder(ProposedChange, "c")
    .where("c.tenantId = :tenantId and c.id = any(:ids)", { tenantId, ids })
    .getMany();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function conflictsOf(
  manager: EntityManager,
  tenantId: string,
  conflicts: Undecidable["conflicts"],
): Promise<ChangeConflict[]> {
  const ids = conflicts.map(({ changeId }) => changeId);
  const changes = new Map((await changesOf(manager, tenantId, ids)).map((change) => [change.id, change]));
  return conflicts.flatMap(({ changeId, reason }) => {
    const change = changes.get(changeId);
    return change ? { change, reason } : [];
  });
}
