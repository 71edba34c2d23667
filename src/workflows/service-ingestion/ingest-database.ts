import type { EntityManager } from "typeorm";
import { type DescribedDatabase, goneDatabase } from "../../assets/catalog/update/described.js";
import { type UpdateScope, updateCatalog } from "../../assets/catalog/update/update-catalog.js";
import { SourceError } from "../../sources/source-error.js";
import type { SourceTarget } from "../../sources/source-session.js";
import type { ExecuteContext, TaskOutcome } from "../contract.js";
import { CATALOG_STATEMENT_MS } from "./plan-ingestion.js";
import { readSourceCatalog } from "./read-source-catalog.js";
import type { IngestionParts } from "./service-ingestion.js";
import type { ServiceIngestionParametersInput } from "./service-ingestion.types.js";
import type { DatabaseResult } from "./summary.js";

type Context = ExecuteContext<ServiceIngestionParametersInput>;

/** Reads one database's catalog, says how it differs from ours, and leaves the saving to the task's last transaction. */
export async function ingestDatabase(parts: IngestionParts, context: Context): Promise<TaskOutcome> {
  const { tenantId, transact } = context;
  const [serviceName, name] = context.target as [string, string];
  const { target, scope } = await transact(async (manager) => {
    const service = await parts.services.findByName(manager, tenantId, serviceName);
    if (!service) throw SourceError.of("SOURCE_SERVICE_REMOVED");
    const [clock] = (await manager.query("select clock_timestamp() as now")) as { now: Date }[];
    const scope: UpdateScope = { tenantId, serviceId: service.id, serviceName, readAt: clock!.now };
    return { scope, target: await parts.services.target(manager, tenantId, service.id, name) };
  });
  const described = await describe(parts, context, target, name);
  context.progress(0.5);
  const log = await transact((manager) => updateCatalog(manager, scope, described, false));
  if (log.totals.GONE === 0) {
    if (!described.present && isNamed(context, name)) throw SourceError.of("SOURCE_DATABASE_MISSING");
    if (!described.present) return { status: "SKIPPED", reason: "The database was dropped meanwhile." };
    if (described.onlySchemas && described.schemas.length === 0) {
      return { status: "SKIPPED", reason: "The database has none of the schemas that were asked for." };
    }
  }
  const result: DatabaseResult = {
    databases: described.present ? 1 : 0,
    schemas: described.schemas.length,
    tables: described.tables.length,
    columns: described.tables.reduce((sum, table) => sum + table.columnCount, 0),
    added: log.totals.ADDED,
    changed: log.totals.CHANGED,
    gone: log.totals.GONE,
    changes: log.changes,
  };
  const save = (manager: EntityManager) => updateCatalog(manager, scope, described, true).then(() => undefined);
  return { status: "SUCCEEDED", result, ...(context.saveAll && { save }) };
}

/** Whether the request names the database, by its asset or its options: then it has to be there. */
const isNamed = ({ asset, parameters }: Context, name: string): boolean =>
  asset.length > 1 || parameters.databases?.includes(name) === true;

/** One snapshot of the source's catalog. A database that is not there any more is described as just that. */
async function describe(
  { sources }: IngestionParts,
  { taskId, signal, parameters }: Context,
  target: SourceTarget,
  name: string,
): Promise<DescribedDatabase> {
  const options = { applicationName: `data-readiness/${taskId}`, statementTimeoutMs: CATALOG_STATEMENT_MS, signal };
  try {
    const session = await sources.open(target, options);
    try {
      return await readSourceCatalog(session, name, parameters.schemas ?? null);
    } finally {
      await session.close();
    }
  } catch (error) {
    if (error instanceof SourceError && error.code === "SOURCE_DATABASE_MISSING") return goneDatabase(name);
    throw error;
  }
}
