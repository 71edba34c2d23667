import type { Catalog } from "../../assets/catalog/catalog.service.js";
import { ColumnAsset } from "../../assets/catalog/column.entity.js";
import { DatabaseAsset } from "../../assets/catalog/database.entity.js";
import { SchemaAsset } from "../../assets/catalog/schema.entity.js";
import { TableAsset } from "../../assets/catalog/table.entity.js";
import { DataService } from "../../assets/services/data-service.entity.js";
import { WorkflowConfiguration } from "../../configurations/configuration.entity.js";
import type { Configurations } from "../../configurations/configuration.service.js";
import type { PipelineQueries } from "../../pipelines/pipeline.queries.js";
import { PipelineRun } from "../../pipelines/pipeline-run.entity.js";
import type { RequestContext } from "../../platform/context.js";
import { fqnArgument } from "../../platform/fqn-argument.js";
import { WorkflowRun } from "../../runs/run.entity.js";
import type { RunQueries } from "../../runs/run.queries.js";

/** The services that find entities, many of one request at once. */
export interface EntitySources {
  readonly runs: RunQueries;
  readonly configurations: Configurations;
  readonly pipelines: PipelineQueries;
  readonly catalog: Catalog;
}

interface Entity {
  readonly type: new () => object;
  /** The field that identifies it, in this graph and in those of others. */
  readonly key: "id" | "fqn";
  readonly find: (
    sources: EntitySources,
    ctx: RequestContext,
    key: string,
    path: readonly string[],
  ) => Promise<object | null>;
}

/** An asset of this level; a name of another level is none. */
const asset = (type: new () => object): Entity => ({
  type,
  key: "fqn",
  find: async ({ catalog }, ctx, fqn, path) => {
    const found = await catalog.find(ctx, fqnArgument(fqn, ...path));
    return found instanceof type ? found : null;
  },
});

/** What other graphs may refer to and extend, by the names of the schema. */
export const ENTITIES: ReadonlyMap<string, Entity> = new Map<string, Entity>([
  ["WorkflowRun", { type: WorkflowRun, key: "id", find: ({ runs }, ctx, id) => runs.find(ctx, id) }],
  [
    "WorkflowConfiguration",
    { type: WorkflowConfiguration, key: "id", find: ({ configurations }, ctx, id) => configurations.find(ctx, id) },
  ],
  ["PipelineRun", { type: PipelineRun, key: "id", find: ({ pipelines }, ctx, id) => pipelines.find(ctx, id) }],
  ["DataService", asset(DataService)],
  ["Database", asset(DatabaseAsset)],
  ["DatabaseSchema", asset(SchemaAsset)],
  ["Table", asset(TableAsset)],
  ["Column", asset(ColumnAsset)],
]);
