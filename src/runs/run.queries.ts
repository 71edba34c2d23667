import type { RequestContext } from "../platform/context.js";
import type { Cursors } from "../platform/cursor.js";
import type { Database } from "../platform/database.js";
import { type Fqn, formatFqn } from "../platform/fqn.js";
import { isId } from "../platform/ids.js";
import { loaderOf } from "../platform/loader.js";
import { type Connection, type Page, type PageArgs, pageOf, toConnection } from "../platform/paging.js";
import { validateInput } from "../platform/validation.js";
import type { WorkflowRunEventRow } from "./event.entity.js";
import { type RunEvent, toRunEvent } from "./event.types.js";
import { eventsOf, TRANSITIONS } from "./feed/lists.js";
import { inputHash } from "./input-hash.js";
import { WorkflowRun } from "./run.entity.js";
import { WorkflowRunFilter, WorkflowRunOrder } from "./run.inputs.js";
import { filteredRuns } from "./run-filter.js";
import { byRun, eventsAfter, type RunPlace, type RunsOnAsset, runsOnAssets, tasksAfter } from "./run-pages.js";
import type { TaskStatus } from "./run-status.js";
import type { WorkflowRunTask } from "./task.entity.js";
import { WorkflowRunStatusTransition } from "./transition.entity.js";

/** Reading runs: one, a page, their tasks, events and transitions. What the runs of a list need is read together. */
export class RunQueries {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  find(ctx: RequestContext, id: string): Promise<WorkflowRun | null> {
    if (!isId(id)) return Promise.resolve(null);
    const { tenantId } = ctx.identity;
    return loaderOf<string, WorkflowRun | null>(ctx, "runs:run", (ids) =>
      this.database.tenant(tenantId, async (manager) => {
        const rows = await filteredRuns(manager, tenantId, new WorkflowRunFilter())
          .andWhere("r.id = any(:ids)", { ids })
          .getMany();
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((each) => byId.get(each) ?? null);
      }),
    ).load(id.toLowerCase());
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
    const after = page.cursor != null ? String(this.cursors.decode(tenantId, list, page.cursor)[0]) : null;
    const descending = (order === WorkflowRunOrder.NEWEST_FIRST) !== page.backward;
    const rows = await this.database.tenant(tenantId, (manager) => {
      const query = filteredRuns(manager, tenantId, filter)
        .orderBy("r.id", descending ? "DESC" : "ASC")
        .limit(page.limit + 1);
      if (after) query.andWhere(`r.id ${descending ? "<" : ">"} :after`, { after });
      return query.getMany();
    });
    return toConnection(rows, page, (row) => this.cursors.encode(tenantId, list, [row.id]));
  }

  /** Runs on exactly this asset, the newest first. */
  async onAsset(ctx: RequestContext, fqn: Fqn, args: PageArgs): Promise<Connection<WorkflowRun>> {
    const { tenantId } = ctx.identity;
    const page = pageOf(args);
    const asset = formatFqn(fqn);
    const list = `runs-on:${asset}`;
    const before = page.cursor == null ? null : String(this.cursors.decode(tenantId, list, page.cursor)[0]);
    const rows = await loaderOf<RunsOnAsset, WorkflowRun[]>(ctx, `runs:on-asset:${page.limit}`, (places) =>
      this.database.tenant(tenantId, (manager) => runsOnAssets(manager, tenantId, places, page.limit + 1)),
    ).load({ asset, before });
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
    const rows = await loaderOf<RunPlace, WorkflowRunTask[]>(ctx, `runs:tasks:${status}:${page.limit}`, (places) =>
      this.database.tenant(tenantId, async (manager) =>
        byRun(places, await tasksAfter(manager, tenantId, places, page.limit + 1, status)),
      ),
    ).load(this.place(tenantId, run.id, list, page));
    return toConnection(rows, page, (row) => this.cursors.encode(tenantId, list, [row.ordinal]));
  }

  async events(ctx: RequestContext, run: WorkflowRun, args: PageArgs): Promise<Connection<RunEvent>> {
    const { tenantId } = ctx.identity;
    const page = pageOf(args, 50);
    const list = eventsOf(run.id);
    const rows = await loaderOf<RunPlace, WorkflowRunEventRow[]>(ctx, `runs:events:${page.limit}`, (places) =>
      this.database.tenant(tenantId, async (manager) =>
        byRun(places, await eventsAfter(manager, tenantId, places, page.limit + 1)),
      ),
    ).load(this.place(tenantId, run.id, list, page));
    const events = rows.map((row) => toRunEvent(row, this.cursors.encode(tenantId, list, [row.sequence])));
    return toConnection(events, page, (event) => event.cursor);
  }

  private place(tenantId: string, runId: string, list: string, { cursor }: Page): RunPlace {
    return { runId, after: cursor == null ? "0" : String(this.cursors.decode(tenantId, list, cursor)[0]) };
  }

  transitions(ctx: RequestContext, run: WorkflowRun): Promise<readonly WorkflowRunStatusTransition[]> {
    const { tenantId } = ctx.identity;
    return loaderOf<string, WorkflowRunStatusTransition[]>(ctx, "runs:transitions", (ids) =>
      this.database.tenant(tenantId, async (manager) => {
        const rows = await manager
          .createQueryBuilder(WorkflowRunStatusTransition, "t")
          .where("t.tenantId = :tenantId and t.runId = any(:ids)", { tenantId, ids })
          .orderBy("t.sequence", "ASC")
          .getMany();
        return byRun(
          ids.map((runId) => ({ runId })),
          rows,
        );
      }),
    ).load(run.id);
  }

  cursorOf(transition: WorkflowRunStatusTransition): string {
    return this.cursors.encode(transition.tenantId, TRANSITIONS, [transition.position]);
  }
}
