import type { EntityManager } from "typeorm";
import type { Catalog } from "../assets/catalog/catalog.service.js";
import { ConfigurationStatus, type WorkflowConfiguration } from "../configurations/configuration.entity.js";
import type { Configurations } from "../configurations/configuration.service.js";
import { layer, memberOptions } from "../configurations/layered-parameters.js";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { type Fqn, FqnError, formatFqn, levelOf, parseFqn } from "../platform/fqn.js";
import type { Workflow } from "../workflows/contract.js";
import type { WorkflowRegistry } from "../workflows/registry.js";
import type { WorkflowRun } from "./run.entity.js";
import type { CreateWorkflowRunInput } from "./run.inputs.js";

/** What a request to run comes to: checked against configuration and catalog. */
export interface ResolvedRequest {
  readonly configuration: WorkflowConfiguration;
  readonly workflow: Workflow;
  readonly asset: Fqn;
  readonly parameters: Record<string, unknown>;
}

/** Checks a request: configuration, member, options, asset. Every mistake names its field; nothing is changed. */
export class RequestResolver {
  constructor(
    private readonly configurations: Configurations,
    private readonly workflows: WorkflowRegistry,
    private readonly catalog: Catalog,
  ) {}

  async resolve(
    manager: EntityManager,
    tenantId: string,
    input: CreateWorkflowRunInput,
    sent: Record<string, unknown> | undefined,
  ): Promise<ResolvedRequest> {
    const configuration = await this.runnable(manager, tenantId, input.configurationId, "configurationId");
    const workflow = this.workflows.get(configuration.workflowType);
    const own = await memberOptions(workflow, input.parameters, sent?.parameters);
    const parameters = layer(workflow.defaults, configuration.parameters, own);
    const named = input.assetFqn ?? configuration.assetFqn ?? workflow.assetOf?.(parameters);
    const asset = assetOf(workflow, named ?? null);
    workflow.checkGiven?.(parameters);
    await this.check(manager, tenantId, workflow, asset, parameters, ["assetFqn"]);
    return { configuration, workflow, asset, parameters };
  }

  /** Throws where a type can't work on the asset with these options. */
  async check(
    manager: EntityManager,
    tenantId: string,
    workflow: Workflow,
    asset: Fqn,
    parameters: Record<string, unknown>,
    path: readonly string[],
  ): Promise<void> {
    workflow.check?.(asset, parameters);
    await this.mustBeKnown(manager, tenantId, workflow, asset, parameters, path);
  }

  /** What a run would work on is in the catalog: a run that finds nothing to do would only look like a success. */
  private async mustBeKnown(
    manager: EntityManager,
    tenantId: string,
    workflow: Workflow,
    asset: Fqn,
    parameters: Record<string, unknown>,
    path: readonly string[],
  ): Promise<void> {
    const missing = (fqn: Fqn, hint: string, at: readonly string[]) =>
      UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, `${formatFqn(fqn)} is not in the catalog.${hint}`, ...at);
    const known: Fqn = workflow.needsCatalog ? asset : [asset[0]];
    const found = await this.catalog.resolve(manager, tenantId, known);
    if (!found) throw missing(known, workflow.needsCatalog ? " Is its service ingested?" : "", path);
    const narrowed = workflow.narrowed?.(asset, parameters) ?? [];
    const unknown = await this.catalog.missing(
      manager,
      tenantId,
      narrowed.map(({ fqn }) => fqn),
    );
    if (unknown) {
      const option = narrowed.find(({ fqn }) => fqn === unknown)!.option;
      const at = path[0] === "id" ? path : ["parameters", workflow.member, option];
      throw missing(unknown, " Is its service ingested?", at);
    }
    if (!workflow.needsCatalog || known.length > 1) return;
    if ((await this.catalog.databaseNames(manager, tenantId, found.serviceId)).length === 0) {
      const message = `Nothing of ${formatFqn(known)} is in the catalog yet: run its ingestion first.`;
      throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, message, ...path);
    }
  }

  /** Throws where a run can't be done again: what it was of is archived or gone. */
  async repeatable(manager: EntityManager, tenantId: string, run: WorkflowRun): Promise<void> {
    await this.runnable(manager, tenantId, run.configurationId, "id");
    const workflow = this.workflows.get(run.workflowType);
    await this.mustBeKnown(manager, tenantId, workflow, parseFqn(run.assetFqn), run.parameters, ["id"]);
  }

  /** The configuration, where it is there and not archived. */
  async runnable(manager: EntityManager, tenantId: string, id: string, path: string): Promise<WorkflowConfiguration> {
    const configuration = await this.configurations.byId(manager, tenantId, id);
    if (!configuration) throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such configuration.", path);
    if (configuration.status === ConfigurationStatus.ARCHIVED) {
      throw UserErrors.one(ErrorCode.CONFLICT, "The configuration is archived and can't be run.", path);
    }
    return configuration;
  }
}

function assetOf(workflow: Workflow, text: string | null): Fqn {
  const wrong = (message: string) => UserErrors.one(ErrorCode.VALIDATION_ERROR, message, "assetFqn");
  if (text == null) throw wrong("Name an asset: neither the input nor the configuration does.");
  const fqn = parsed(text, wrong);
  const level = levelOf(fqn);
  if (workflow.levels.includes(level)) return fqn;
  throw wrong(`${workflow.type} takes ${workflow.levels.join(", ").toLowerCase()}, not a ${level.toLowerCase()}.`);
}

function parsed(text: string, wrong: (message: string) => UserErrors): Fqn {
  try {
    return parseFqn(text);
  } catch (error) {
    if (error instanceof FqnError) throw wrong(error.message);
    throw error;
  }
}
