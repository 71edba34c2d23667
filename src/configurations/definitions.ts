import type { RequestContext } from "../platform/context.js";
import type { Database } from "../platform/database.js";
import { newId } from "../platform/ids.js";
import { loaderOf } from "../platform/loader.js";
import type { WorkflowRegistry } from "../workflows/registry.js";
import type { WorkflowType } from "../workflows/workflow-type.js";
import { WorkflowDefinition } from "./definition.entity.js";

/** The definitions: one for each workflow type that this version knows, written at the start. */
export class Definitions {
  constructor(
    private readonly database: Database,
    private readonly workflows: WorkflowRegistry,
  ) {}

  async publish(): Promise<void> {
    await this.database.system(async (manager) => {
      for (const workflow of this.workflows.all) {
        await manager.query(
          `insert into workflow_definition (id, type, name, description, category, asset_levels, default_parameters, active, requires_approval)
           values ($1, $2, $3, $4, $5, $6, $7, true, false)
           on conflict (type) do update set name = excluded.name, description = excluded.description, category = excluded.category,
             asset_levels = excluded.asset_levels, default_parameters = excluded.default_parameters`,
          [
            newId(),
            workflow.type,
            workflow.name,
            workflow.description,
            workflow.category,
            JSON.stringify(workflow.levels),
            JSON.stringify(workflow.defaults),
          ],
        );
      }
    });
  }

  /** The definition of a type; there is one for each that this process knows. */
  ofType(ctx: RequestContext, type: WorkflowType): Promise<WorkflowDefinition> {
    return loaderOf<WorkflowType, WorkflowDefinition>(ctx, "definitions", async (types) => {
      const byType = new Map((await this.list()).map((definition) => [definition.type, definition]));
      return types.map((each) => byType.get(each)!);
    }).load(type);
  }

  /** Those of types that only a newer version knows are left out. */
  async list(): Promise<WorkflowDefinition[]> {
    const rows = await this.database.system((manager) => manager.find(WorkflowDefinition, { order: { type: "ASC" } }));
    return rows.filter(({ type }) => this.workflows.find(type));
  }
}
