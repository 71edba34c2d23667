import DataLoader from "dataloader";
import type { EntityManager } from "typeorm";
import type { RequestContext } from "../platform/context.js";
import type { Cursors } from "../platform/cursor.js";
import type { Database } from "../platform/database.js";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { FqnError, formatFqn, parseFqn } from "../platform/fqn.js";
import { isId } from "../platform/ids.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../platform/paging.js";
import { validateInput } from "../platform/validation.js";
import { inputHash } from "./idempotency.js";
import { WorkflowRun } from "./run.entity.js";
import { WorkflowRunFilter, WorkflowRunOrder } from "./run.inputs.js";
import type { TaskStatus } from "./run-status.js";
import { WorkflowRunTask } from "./task.entity.js";
import { WorkflowRunStatusTransition } from "./transition.entity.js";

/** The list that transitions' cursors belong to: the tenant's feed, whatever filter they came through. */
export const FEED = "transitions";

/** Reading runs: one, a page, their tasks and transitions. */
export class RunQueries {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  find(ctx: RequestContext, id: string): Promise<WorkflowRun | null> {
    return isId(id) ? this.byId(ctx).load(id) : Promise.resolve(null);
  }

  private byId(ctx: RequestContext): DataLoader<string, WorkflowRun | null> {
    return loader(ctx, "run", (ids) =>
      this.database.tenant(ctx.identity.tenantId, async (manager) => {
        const rows = await manager
          .createQueryBuilder(WorkflowRun, "r")
          .where("r.tenantId = :tenantId and r.id = any(:ids)", { tenantId: ctx.identity.tenantId, ids })
          .getMany();
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => byId.get(id) ?? null);
      }),
    );
  }

  async list(
    ctx: RequestContext,
    filter: WorkflowRunFilter,
    order: WorkflowRunOrder,
    args: PageArgs,
  ): Promise<Connection<WorkflowRun>> {
    const { tenantId } = ctx.identity;
    await validateInput(Object.assign(new WorkflowRunFilter(), filter), ["filter"]);
    const page = pageOf(args);
    const list = `runs:${order}:${inputHash(filter)}`;
    const after = page.cursor ? String(this.cursors.decode(tenantId, list, page.cursor)[0]) : null;
    const descending = (order === WorkflowRunOrder.NEWEST_FIRST) !== page.backward;
    const rows = await this.database.tenant(tenantId, (manager) => {
      const query = filtered(manager, tenantId, filter)
        .orderBy("r.id", descending ? "DESC" : "ASC")
        .limit(page.limit + 1);
      if (after) query.andWhere(`r.id ${descending ? "<" : ">"} :after`, { after });
      return query.getMany();
    });
    return toConnection(rows, page, (row) => this.cursors.encode(tenantId, list, [row.id]));
  }

  async tasks(
    ctx: RequestContext,
    run: WorkflowRun,
    status: TaskStatus | null,
    args: PageArgs,
  ): Promise<Connection<WorkflowRunTask>> {
    const { tenantId } = ctx.identity;
    const page = pageOf(args, 50);
    const list = `tasks:${run.id}:${status ?? ""}`;
    const after = page.cursor ? Number(this.cursors.decode(tenantId, list, page.cursor)[0]) : 0;
    const rows = await this.database.tenant(tenantId, (manager) => {
      const query = manager
        .createQueryBuilder(WorkflowRunTask, "t")
        .where("t.tenantId = :tenantId and t.runId = :run and t.ordinal > :after", { tenantId, run: run.id, after })
        .orderBy("t.ordinal", "ASC")
        .limit(page.limit + 1);
      if (status) query.andWhere("t.status = :status", { status });
      return query.getMany();
    });
    return toConnection(rows, page, (row) => this.cursors.encode(tenantId, list, [row.ordinal]));
  }

  transitions(ctx: RequestContext, run: WorkflowRun): Promise<WorkflowRunStatusTransition[]> {
    const { tenantId } = ctx.identity;
    return loader<WorkflowRunStatusTransition[]>(ctx, "transitions", (ids) =>
      this.database.tenant(tenantId, async (manager) => {
        const rows = await manager
          .createQueryBuilder(WorkflowRunStatusTransition, "t")
          .where("t.tenantId = :tenantId and t.runId = any(:ids)", { tenantId, ids })
          .orderBy("t.sequence", "ASC")
          .getMany();
        return ids.map((id) => rows.filter((row) => row.runId === id));
      }),
    ).load(run.id);
  }

  cursorOf(transition: WorkflowRunStatusTransition): string {
    return this.cursors.encode(transition.tenantId, FEED, [transition.position]);
  }
}

function loader<V>(
  ctx: RequestContext,
  name: string,
  batch: (ids: readonly string[]) => Promise<V[]>,
): DataLoader<string, V> {
  const known = ctx.loaders.get(`runs:${name}`) as DataLoader<string, V> | undefined;
  if (known) return known;
  const made = new DataLoader<string, V>(batch, { maxBatchSize: 500 });
  ctx.loaders.set(`runs:${name}`, made);
  return made;
}

function filtered(manager: EntityManager, tenantId: string, filter: WorkflowRunFilter) {
  const query = manager.createQueryBuilder(WorkflowRun, "r").where("r.tenantId = :tenantId", { tenantId });
  if (filter.statuses) query.andWhere("r.status = any(:statuses)", { statuses: filter.statuses });
  if (filter.workflowTypes) query.andWhere("r.workflowType = any(:types)", { types: filter.workflowTypes });
  if (filter.configurationId)
    query.andWhere("r.configurationId = :configurationId", { configurationId: filter.configurationId });
  if (filter.assetFqn) {
    const asset = assetPrefix(filter.assetFqn);
    query.andWhere("(r.assetFqn = :asset or r.assetFqn ^@ :under)", { asset, under: `${asset}.` });
  }
  if (filter.label) {
    const { name, value } = filter.label;
    query.andWhere("r.labels @> cast(:label as jsonb)", { label: JSON.stringify([{ name, value }]) });
  }
  if (filter.startedFrom) query.andWhere("r.startedAt >= :from", { from: filter.startedFrom });
  if (filter.startedBefore) query.andWhere("r.startedAt < :before", { before: filter.startedBefore });
  return query;
}

/** The name as it is stored, so that each way of quoting it finds the same. */
export function assetPrefix(text: string, ...path: string[]): string {
  try {
    return formatFqn(parseFqn(text));
  } catch (error) {
    if (error instanceof FqnError)
      throw UserErrors.one(ErrorCode.VALIDATION_ERROR, error.message, ...(path.length ? path : ["filter", "assetFqn"]));
    throw error;
  }
}
