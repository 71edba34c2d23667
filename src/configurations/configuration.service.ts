import type { EntityManager } from "typeorm";
import type { Identity, RequestContext } from "../platform/context.js";
import type { Cursors } from "../platform/cursor.js";
import type { Database } from "../platform/database.js";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { isId, newId } from "../platform/ids.js";
import { loaderOf } from "../platform/loader.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../platform/paging.js";
import { validateInput } from "../platform/validation.js";
import { disableAutomation } from "../schedules/disable-automation.js";
import type { WorkflowRegistry } from "../workflows/registry.js";
import type { WorkflowType } from "../workflows/workflow-type.js";
import { ConfigurationStatus, WorkflowConfiguration } from "./configuration.entity.js";
import {
  CreateWorkflowConfigurationInput,
  UpdateWorkflowConfigurationInput,
  type WorkflowConfigurationFilter,
} from "./configuration.inputs.js";
import { configuredAsset } from "./configured-asset.js";
import { memberOptions } from "./layered-parameters.js";

export class Configurations {
  constructor(
    private readonly database: Database,
    private readonly workflows: WorkflowRegistry,
    private readonly cursors: Cursors,
  ) {}

  /** A tenant that is seen for the first time gets one default configuration for each active definition. */
  async welcome({ tenantId, clientId }: Identity): Promise<void> {
    await this.database.tenant(tenantId, async (manager) => {
      await manager.query("insert into tenant (id) values ($1) on conflict do nothing", [tenantId]);
      const ids = this.workflows.all.map(() => newId());
      // Whatever stands in the way, an archived default or a name already taken, is the tenant's own decision.
      await manager.query(
        `insert into workflow_configuration
           (id, tenant_id, definition_id, workflow_type, name, parameters, status, is_default, created_by_client_id, created_at, updated_at)
         select own.id, $1, definition.id, definition.type, 'Default: ' || name, '{}', 'ACTIVE', true, $2, now(), now()
         from unnest($3::uuid[], $4::text[]) as own(id, type) join workflow_definition definition using (type)
         where definition.active
         on conflict do nothing`,
        [tenantId, clientId, ids, this.workflows.all.map(({ type }) => type)],
      );
    });
  }

  /** One of a type that only a newer version knows is not there for this one. */
  async byId(manager: EntityManager, tenantId: string, id: string): Promise<WorkflowConfiguration | null> {
    if (!isId(id)) return null;
    const row = await manager.findOneBy(WorkflowConfiguration, { id, tenantId });
    return row && this.workflows.find(row.workflowType) ? row : null;
  }

  find(ctx: RequestContext, id: string): Promise<WorkflowConfiguration | null> {
    if (!isId(id)) return Promise.resolve(null);
    const { tenantId } = ctx.identity;
    return loaderOf<string, WorkflowConfiguration | null>(ctx, "configurations", (ids) =>
      this.database.tenant(tenantId, async (manager) => {
        const rows = await manager
          .createQueryBuilder(WorkflowConfiguration, "c")
          .where("c.tenantId = :tenantId and c.id = any(:ids)", { tenantId, ids })
          .getMany();
        const known = rows.filter((row) => this.workflows.find(row.workflowType));
        const found = new Map(known.map((row) => [row.id, row]));
        return ids.map((each) => found.get(each) ?? null);
      }),
    ).load(id.toLowerCase());
  }

  /** The one that the tenant got for a type at the start; null where it has archived it. */
  defaultOf(
    { identity: { tenantId } }: RequestContext,
    workflowType: WorkflowType,
  ): Promise<WorkflowConfiguration | null> {
    return this.database.tenant(tenantId, (manager) =>
      manager.findOneBy(WorkflowConfiguration, {
        tenantId,
        workflowType,
        isDefault: true,
        status: ConfigurationStatus.ACTIVE,
      }),
    );
  }

  async list(
    ctx: RequestContext,
    filter: WorkflowConfigurationFilter,
    args: PageArgs,
  ): Promise<Connection<WorkflowConfiguration>> {
    const { tenantId } = ctx.identity;
    const page = pageOf(args);
    const status = filter.status ?? ConfigurationStatus.ACTIVE;
    const list = `configurations:${status}:${filter.workflowType ?? ""}`;
    const after = page.cursor != null ? this.cursors.decode(tenantId, list, page.cursor)[0] : null;
    const rows = await this.database.tenant(tenantId, (manager) => {
      const query = manager
        .createQueryBuilder(WorkflowConfiguration, "c")
        .where("c.tenantId = :tenantId and c.status = :status", { tenantId, status })
        .andWhere("c.workflowType = any(:known)", { known: this.workflows.all.map(({ type }) => type) })
        .orderBy("c.id", page.backward ? "DESC" : "ASC")
        .limit(page.limit + 1);
      if (filter.workflowType) query.andWhere("c.workflowType = :type", { type: filter.workflowType });
      if (after) query.andWhere(`c.id ${page.backward ? "<" : ">"} :after`, { after });
      return query.getMany();
    });
    return toConnection(rows, page, (row) => this.cursors.encode(tenantId, list, [row.id]));
  }

  /** `sent` is the input as the client sent it: the schema's defaults are not the configuration's own options. */
  async create(
    ctx: RequestContext,
    input: CreateWorkflowConfigurationInput,
    sent?: Record<string, unknown>,
  ): Promise<WorkflowConfiguration> {
    await validateInput(Object.assign(new CreateWorkflowConfigurationInput(), input));
    const { tenantId, clientId } = ctx.identity;
    const workflow = this.workflows.get(input.workflowType);
    const parameters = await memberOptions(workflow, input.parameters, sent?.parameters);
    const assetFqn = configuredAsset(workflow, input.assetFqn);
    return this.database.tenant(tenantId, async (manager) => {
      const now = new Date();
      await this.nameIsFree(manager, tenantId, input.name);
      const [definition] = (await manager.query("select id from workflow_definition where type = $1", [
        workflow.type,
      ])) as { id: string }[];
      const row = Object.assign(new WorkflowConfiguration(), {
        id: newId(),
        tenantId,
        definitionId: definition!.id,
        workflowType: workflow.type,
        name: input.name,
        description: input.description ?? null,
        parameters,
        assetFqn,
        status: ConfigurationStatus.ACTIVE,
        isDefault: false,
        createdByClientId: clientId,
        createdAt: now,
        updatedAt: now,
      });
      await manager.insert(WorkflowConfiguration, { ...row, parameters: row.parameters as object });
      return row;
    });
  }

  async update(
    ctx: RequestContext,
    input: UpdateWorkflowConfigurationInput,
    sent?: Record<string, unknown>,
  ): Promise<WorkflowConfiguration> {
    await validateInput(Object.assign(new UpdateWorkflowConfigurationInput(), input));
    const { tenantId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      const row = await this.active(manager, tenantId, input.id);
      const workflow = this.workflows.get(row.workflowType);
      if (input.name != null && input.name !== row.name) {
        await this.nameIsFree(manager, tenantId, input.name);
        row.name = input.name;
      }
      if (input.description !== undefined) row.description = input.description;
      if (input.assetFqn !== undefined) row.assetFqn = configuredAsset(workflow, input.assetFqn);
      if (input.parameters) row.parameters = await memberOptions(workflow, input.parameters, sent?.parameters);
      row.updatedAt = new Date();
      const { id, name, description, assetFqn, parameters, updatedAt } = row;
      await manager.update(
        WorkflowConfiguration,
        { id, tenantId },
        { name, description, assetFqn, parameters: parameters as object, updatedAt },
      );
      return row;
    });
  }

  async archive(ctx: RequestContext, id: string): Promise<WorkflowConfiguration> {
    const { tenantId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      const row = await this.active(manager, tenantId, id);
      row.status = ConfigurationStatus.ARCHIVED;
      row.updatedAt = new Date();
      await manager.update(WorkflowConfiguration, { id, tenantId }, { status: row.status, updatedAt: row.updatedAt });
      await disableAutomation(manager, tenantId, id);
      return row;
    });
  }

  private async active(manager: EntityManager, tenantId: string, id: string): Promise<WorkflowConfiguration> {
    const row = await this.byId(manager, tenantId, id);
    if (!row) throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such configuration.", "id");
    if (row.status === ConfigurationStatus.ARCHIVED)
      throw UserErrors.one(ErrorCode.CONFLICT, "The configuration is archived.", "id");
    return row;
  }

  private async nameIsFree(manager: EntityManager, tenantId: string, name: string): Promise<void> {
    await manager.query("select pg_advisory_xact_lock(hashtextextended($1, 1))", [`${tenantId}\n${name}`]);
    const taken = await manager.existsBy(WorkflowConfiguration, { tenantId, name, status: ConfigurationStatus.ACTIVE });
    if (taken)
      throw UserErrors.one(ErrorCode.RESOURCE_ALREADY_EXISTS, "An active configuration has this name already.", "name");
  }
}
