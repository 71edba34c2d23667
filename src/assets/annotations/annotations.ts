import type { RequestContext } from "../../platform/context.js";
import type { Database } from "../../platform/database.js";
import { loaderOf } from "../../platform/loader.js";
import { ProposedChangeKind } from "../changes/change.model.js";
import { Annotation } from "./annotation.entity.js";
import { AppliedTag, Description } from "./annotation.types.js";

/** Where a tag or text comes from. */
const sourceOf = ({ confidence, justification, origin, runId, clientId, changedAt }: Omit<Annotation, "name">) => ({
  confidence,
  justification,
  origin,
  runId,
  clientId,
  changedAt,
});

/** Tags and texts of tables and columns. */
export class Annotations {
  constructor(private readonly database: Database) {}

  /** By name. */
  async tags(ctx: RequestContext, assetId: string): Promise<AppliedTag[]> {
    const annotations = await this.of(ctx, assetId);
    return annotations
      .filter(({ kind }) => kind === ProposedChangeKind.TAG)
      .map(({ name, ...applied }) => Object.assign(new AppliedTag(), { name, ...sourceOf(applied) }));
  }

  async text(ctx: RequestContext, assetId: string, kind: ProposedChangeKind): Promise<Description | null> {
    const annotations = await this.of(ctx, assetId);
    const found = annotations.find((annotation) => annotation.kind === kind);
    if (!found) return null;
    return Object.assign(new Description(), { text: found.value, ...sourceOf(found) });
  }

  private of(ctx: RequestContext, assetId: string): Promise<Annotation[]> {
    const { tenantId } = ctx.identity;
    return loaderOf(ctx, "annotations", (ids: readonly string[]) =>
      this.database.tenant(tenantId, async (manager) => {
        const rows = await manager
          .createQueryBuilder(Annotation, "a")
          .where("a.tenantId = :tenantId and a.assetId = any(:ids) and a.value is not null", { tenantId, ids })
          .orderBy("a.name")
          .getMany();
        const byAsset = Map.groupBy(rows, (row) => row.assetId);
        return ids.map((id) => byAsset.get(id) ?? []);
      }),
    ).load(assetId);
  }
}
