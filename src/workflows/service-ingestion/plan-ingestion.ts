import type { Fqn } from "../../platform/fqn.js";
import { SourceError } from "../../sources/source-error.js";
import type { PlanContext, PlannedTask } from "../contract.js";
import { readDatabaseNames } from "./read-source-catalog.js";
import type { IngestionParts } from "./service-ingestion.js";
import type { ServiceIngestionParametersInput } from "./service-ingestion.types.js";

/** Budget for one statement that reads the source's catalog. */
export const CATALOG_STATEMENT_MS = 300_000;

type Context = PlanContext<ServiceIngestionParametersInput>;

/**
 * One task for each database that is named, or for all that the server lets the role into and all that the catalog
 * knows: of one that is not there any more the task finds just that out.
 */
export async function planIngestion(parts: IngestionParts, context: Context): Promise<PlannedTask[]> {
  const [service, database] = context.asset;
  const registered = await context.transact((manager) => parts.services.findByName(manager, context.tenantId, service));
  if (!registered) throw SourceError.of("SOURCE_SERVICE_REMOVED");
  const named = database === undefined ? context.parameters.databases : [database];
  const names = named ?? (await allDatabases(parts, context, registered.id));
  return [...new Set(names)]
    .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    .map((name) => ({ target: [service, name] as Fqn, serviceId: registered.id, connections: 1 }));
}

async function allDatabases(parts: IngestionParts, context: Context, serviceId: string): Promise<string[]> {
  const { tenantId, runId, transact, signal } = context;
  const target = await transact((manager) => parts.services.target(manager, tenantId, serviceId));
  const session = await parts.sources.open(target, {
    applicationName: `data-readiness/${runId}`,
    statementTimeoutMs: CATALOG_STATEMENT_MS,
    signal,
  });
  try {
    const there = await readDatabaseNames(session);
    const known = await transact((manager) => parts.catalog.databaseNames(manager, tenantId, serviceId));
    return [...there, ...known];
  } finally {
    await session.close();
  }
}
