import type { EntityManager } from "typeorm";
import type { Catalog } from "../assets/catalog/catalog.service.js";
import { ConfigurationStatus, type WorkflowConfiguration } from "../configurations/configuration.entity.js";
import type { Configurations } from "../configurations/configuration.service.js";
import { layer, memberOptions } from "../configurations/layered-parameters.js";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { type Fqn, FqnError, formatFqn, levelOf, parseFqn } from "../platform/fqn.js";
import type { Workflow } from "../workflows/contract.js";
import type { WorkflowRegistry } from "../workflows/registry.js";
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
    const asset = await this.asset(manager, tenantId, workflow, input.assetFqn ?? configuration.assetFqn);
    workflow.check?.(asset, parameters);
    return { configuration, workflow, asset, parameters };
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

  private async asset(manager: EntityManager, tenantId: string, workflow: Workflow, text: string | null): Promise<Fqn> {
    const wrong = (message: string) => UserErrors.one(ErrorCode.VALIDATION_ERROR, message, "assetFqn");
    if (text == null) throw wrong("Name an asset: neither the input nor the configuration does.");
    const fqn = parsed(text, wrong);
    const level = levelOf(fqn);
    if (!workflow.levels.includes(level)) {
      throw wrong(`${workflow.type} takes ${workflow.levels.join(", ").toLowerCase()}, not a ${level.toLowerCase()}.`);
    }
    const known = workflow.needsCatalog ? fqn : ([fqn[0]] as const);
    if (!(await this.catalog.resolve(manager, tenantId, known))) {
      const hint = workflow.needsCatalog ? " Is its service ingested?" : "";
      throw UserErrors.one(
        ErrorCode.RESOURCE_NOT_FOUND,
        `${formatFqn(known)} is not in the catalog.${hint}`,
        "assetFqn",
      );
    }
    return fqn;
  }
}

function parsed(text: string, wrong: (message: string) => UserErrors): Fqn {
  try {
    return parseFqn(text);
  } catch (error) {
    if (error instanceof FqnError) throw wrong(error.message);
    throw error;
  }
}
