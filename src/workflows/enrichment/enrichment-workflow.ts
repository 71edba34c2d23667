import type { Catalog } from "../../assets/catalog/catalog.service.js";
import { changesOfFindings } from "../../assets/changes/changes-of-findings.js";
import { propose } from "../../assets/changes/propose.js";
import { loadTableFacts } from "../../assets/facts/load-table-facts.js";
import type { DataServices } from "../../assets/services/data-services.js";
import { formatFqn } from "../../platform/fqn.js";
import { SourceError } from "../../sources/source-error.js";
import type { Sources } from "../../sources/sources.js";
import type { ExecuteContext, PlanContext, PlannedTask, TaskOutcome, Workflow } from "../contract.js";
import type { ColumnSamples } from "./column-samples.js";
import type { Enrichment } from "./enrichment.js";
import { checkInclude, commonParent, includedTables } from "./include.js";
import { readSamples } from "./read-samples.js";

export interface EnrichmentParts {
  readonly services: DataServices;
  readonly sources: Sources;
  readonly catalog: Catalog;
  readonly statementTimeoutMs: number;
}

/** Makes a workflow of an enrichment: one task a table, changes proposed by each, and decided on when the run is complete. */
export function enrichmentWorkflow<P extends object, O extends object, T extends object>(
  parts: EnrichmentParts,
  enrichment: Enrichment<P, O, T>,
): Workflow<P, O> {
  const { readsSource, owns: _owns, find: _find, summarize, ...described } = enrichment;
  return {
    ...described,
    levels: ["SERVICE", "DATABASE", "SCHEMA", "TABLE"],
    needsCatalog: true,
    approval: "CHANGES",
    narrowed: (_asset, parameters) => includedTables(parameters)?.map((fqn) => ({ fqn, option: "include" })) ?? [],
    assetOf: commonParent,
    check: (asset, parameters) => {
      checkInclude(asset, parameters, enrichment.member);
      enrichment.check?.(asset, parameters);
    },
    plan: (context) => planTables(parts, context, readsSource(context.parameters) ? 1 : 0),
    execute: (context) => execute(parts, enrichment, context),
    finish: (context) => summarize(context.results() as AsyncIterable<{ target: string; result: T }>),
  };
}

/** One task for each table of the asset, or for each that the options name. */
export async function planTables(
  { catalog }: Pick<EnrichmentParts, "catalog">,
  { tenantId, asset, parameters, transact }: PlanContext<object>,
  connections: number,
): Promise<PlannedTask[]> {
  const named = includedTables(parameters);
  const tables = await transact((manager) =>
    named ? catalog.tablesNamed(manager, tenantId, named) : catalog.tablesUnder(manager, tenantId, asset),
  );
  return tables.map(({ fqn, serviceId, estimatedRows }) => ({
    target: fqn,
    serviceId,
    connections,
    estimatedRows: estimatedRows ?? undefined,
  }));
}

async function execute<P extends object, O extends object, T extends object>(
  parts: EnrichmentParts,
  enrichment: Enrichment<P, O, T>,
  context: ExecuteContext<P>,
): Promise<TaskOutcome> {
  const { tenantId, runId, target } = context;
  const facts = await context.transact((manager) => loadTableFacts(manager, tenantId, target));
  if (!facts) return { status: "SKIPPED", reason: "The table is not in the catalog any more." };
  const samples = () => samplesOf(parts, context);
  const { findings, result, undecided = [], known = [] } = await enrichment.find(facts, { context, samples });
  const responsibility = { owns: enrichment.owns, undecided: new Set(undecided) };
  const changes = changesOfFindings(facts, findings, responsibility, known);
  const ofTable = { tenantId, runId, tableId: facts.id, tableFqn: formatFqn(facts.fqn), changes };
  return { status: "SUCCEEDED", result, save: (manager) => propose(manager, ofTable) };
}

/** Undefined where the rows of the service may not leave it. */
async function samplesOf(parts: EnrichmentParts, context: ExecuteContext<object>): Promise<ColumnSamples | undefined> {
  const { tenantId, target, taskId, signal } = context;
  const [service, database, schema, name] = target;
  const connection = await context.transact(async (manager) => {
    const found = await parts.catalog.resolve(manager, tenantId, [service]);
    if (!found) throw SourceError.of("SOURCE_SERVICE_REMOVED");
    return parts.services.target(manager, tenantId, found.serviceId, database);
  });
  if (!connection.rowsMayLeave) return undefined;
  const session = await parts.sources.open(connection, {
    applicationName: `data-readiness/${taskId}`,
    statementTimeoutMs: parts.statementTimeoutMs,
    signal,
  });
  try {
    return await readSamples(session, schema!, name!);
  } finally {
    await session.close();
  }
}
