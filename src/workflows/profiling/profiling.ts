import type { Catalog } from "../../assets/catalog/catalog.service.js";
import type { Profiles } from "../../assets/profiles/profiles.js";
import type { DataServices } from "../../assets/services/data-services.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import type { Fqn } from "../../platform/fqn.js";
import type { Sources } from "../../sources/sources.js";
import type { ExecuteContext, PlanContext, PlannedTask, TaskOutcome, Workflow } from "../contract.js";
import { WorkflowCategory } from "../workflow-type.js";
import { approveProfiles } from "./approve-profiles.js";
import { MOST_SESSIONS, TableSkipped } from "./profile-table.js";
import { DEFAULTS, ProfilingOutput, ProfilingParameters, ProfilingParametersInput } from "./profiling.types.js";
import { pushDownProfile } from "./push-down/push-down-profile.js";
import { streamProfile } from "./stream/stream-profile.js";
import { summary, type TaskResult } from "./summary.js";

export interface ProfilingParts {
  readonly services: DataServices;
  readonly sources: Sources;
  readonly catalog: Catalog;
  readonly profiles: Profiles;
  readonly spillDir: string;
  readonly statementTimeoutMs: number;
  /** Tasks that one process works on at once. */
  readonly tasksAtOnce: number;
}

type Parameters = ProfilingParametersInput;

/** Profiles tables and their columns, one task a table. */
export function profiling(parts: ProfilingParts): Workflow<Parameters, ProfilingOutput> {
  return {
    type: "PROFILING",
    category: WorkflowCategory.ENRICHMENT,
    name: "Profiling",
    description: "Computes statistics of tables and of each of their columns.",
    levels: ["SERVICE", "DATABASE", "SCHEMA", "TABLE"],
    defaults: DEFAULTS,
    member: "profiling",
    parametersInput: ProfilingParametersInput,
    parametersType: ProfilingParameters,
    outputType: ProfilingOutput,
    needsCatalog: true,
    approval: approveProfiles(parts.profiles),
    narrowed: (asset, { database }) =>
      asset.length === 1 && database != null ? [{ fqn: [asset[0], database], option: "database" }] : [],
    check: checkDatabase,
    plan: (context) => plan(parts, context),
    execute: (context) => execute(parts, context),
    finish: (context) => summary(context.results() as AsyncIterable<{ result: TaskResult }>),
  };
}

/** A service has many databases: the options say which. Anything else has one, or lies in one. */
function checkDatabase(asset: Fqn, { database, profileAllDatabases }: Parameters): void {
  const wrong = (message: string, option: string) =>
    UserErrors.one(ErrorCode.VALIDATION_ERROR, message, "parameters", "profiling", option);
  if (asset.length === 1) {
    if (database == null && !profileAllDatabases)
      throw wrong("Name a `database` of the service, or set `profileAllDatabases`.", "database");
    if (database != null && profileAllDatabases)
      throw wrong("Give either `database` or `profileAllDatabases`, not both.", "database");
  } else if (database != null && database !== asset[1]) {
    throw wrong("`database` is not the database of the asset: leave it out.", "database");
  }
}

async function plan({ catalog }: ProfilingParts, context: PlanContext<Parameters>): Promise<PlannedTask[]> {
  const { tenantId, asset, parameters } = context;
  const scope: Fqn = asset.length === 1 && parameters.database != null ? [asset[0], parameters.database] : asset;
  const tables = await context.transact((manager) => catalog.tablesUnder(manager, tenantId, scope));
  return tables.map(({ fqn, serviceId, estimatedRows }) => ({
    target: fqn,
    serviceId,
    connections: Math.min(parameters.parallelWorkers, MOST_SESSIONS),
    estimatedRows: estimatedRows ?? undefined,
  }));
}

async function execute(parts: ProfilingParts, context: ExecuteContext<Parameters>): Promise<TaskOutcome> {
  const { services, sources, catalog, profiles, spillDir, statementTimeoutMs, tasksAtOnce } = parts;
  const { tenantId, runId, target: tableFqn, parameters } = context;
  const [, database, schema, name] = tableFqn;
  const target = await context.transact(async (manager) => {
    const service = await catalog.resolve(manager, tenantId, [tableFqn[0]]);
    return service && services.target(manager, tenantId, service.serviceId, database);
  });
  if (!target) return { status: "SKIPPED", reason: "The data service is not registered any more." };
  const compute = target.rowsMayLeave ? streamProfile(spillDir, tasksAtOnce) : pushDownProfile;
  try {
    const profile = await compute({
      sources,
      target,
      table: { schema: schema!, name: name! },
      options: parameters,
      signal: context.signal,
      applicationName: `data-readiness/${context.taskId}`,
      statementTimeoutMs,
      progress: context.progress,
    });
    const skipped = profile.columns.filter(({ skippedReason }) => skippedReason !== null).length;
    const counts = { rows: profile.rowCount, columns: profile.columns.length - skipped, columnsSkipped: skipped };
    if (!context.saveAll) return { status: "SUCCEEDED", result: { ...counts, profile } };
    return {
      status: "SUCCEEDED",
      result: counts,
      save: (manager) => profiles.save(manager, { tenantId, runId, tableFqn, result: profile }),
    };
  } catch (error) {
    if (error instanceof TableSkipped) return { status: "SKIPPED", reason: error.reason };
    throw error;
  }
}
