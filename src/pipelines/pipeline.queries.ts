import type { RequestContext } from "../platform/context.js";
import type { Database } from "../platform/database.js";
import { isId } from "../platform/ids.js";
import { loaderOf } from "../platform/loader.js";
import { PipelineRun } from "./pipeline-run.entity.js";
import { PipelineStepRow } from "./pipeline-step.entity.js";

/** Reading pipelines: those of many runs, and their steps, together. */
export class PipelineQueries {
  constructor(private readonly database: Database) {}

  find(ctx: RequestContext, id: string): Promise<PipelineRun | null> {
    if (!isId(id)) return Promise.resolve(null);
    const { tenantId } = ctx.identity;
    return loaderOf<string, PipelineRun | null>(ctx, "pipelines:run", (ids) =>
      this.database.tenant(tenantId, async (manager) => {
        const rows = await manager
          .createQueryBuilder(PipelineRun, "p")
          .where("p.tenantId = :tenantId and p.id = any(:ids)", { tenantId, ids })
          .getMany();
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((each) => byId.get(each) ?? null);
      }),
    ).load(id.toLowerCase());
  }

  steps(ctx: RequestContext, { id }: PipelineRun): Promise<PipelineStepRow[]> {
    const { tenantId } = ctx.identity;
    return loaderOf<string, PipelineStepRow[]>(ctx, "pipelines:steps", (ids) =>
      this.database.tenant(tenantId, async (manager) => {
        const rows = await manager
          .createQueryBuilder(PipelineStepRow, "s")
          .where("s.tenantId = :tenantId and s.pipelineRunId = any(:ids)", { tenantId, ids })
          .orderBy("s.ordinal", "ASC")
          .getMany();
        const byPipeline = Map.groupBy(rows, ({ pipelineRunId }) => pipelineRunId);
        return ids.map((each) => byPipeline.get(each) ?? []);
      }),
    ).load(id);
  }
}
