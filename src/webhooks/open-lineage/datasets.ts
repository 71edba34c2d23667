import { isIPv6 } from "node:net";
import type { EntityManager } from "typeorm";
import { parseFqn } from "../../platform/fqn.js";

/** A table, named as OpenLineage names those of PostgreSQL. */
export interface Dataset {
  readonly namespace: string;
  readonly name: string;
}

/** Readers take events of some hundred kilobytes, not of megabytes. */
const MOST_DATASETS = 500;

interface Server {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

export type DatasetOf = (fqn: string) => Dataset | undefined;

/** Names of the tenant's tables; undefined for what is no table, or of a service that is not registered any more. */
export async function datasetNames(manager: EntityManager, tenantId: string): Promise<DatasetOf> {
  const rows = (await manager.query("select name, host, port from data_service where tenant_id = $1", [
    tenantId,
  ])) as Server[];
  const servers = new Map(rows.map((server) => [server.name, server]));
  return (fqn) => {
    const [service, database, schema, table] = parseFqn(fqn);
    const server = servers.get(service);
    if (!server || table === undefined) return undefined;
    const host = isIPv6(server.host) ? `[${server.host}]` : server.host;
    return { namespace: `postgres://${host}:${server.port}`, name: `${database}.${schema}.${table}` };
  };
}

/** The tables that runs have worked on, by run: the first of each. */
export async function tablesOfRuns(
  manager: EntityManager,
  tenantId: string,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = (await manager.query(
    `select run.id as "runId", array(
       select target_fqn from workflow_run_task
       where run_id = run.id and tenant_id = $1 and status in ('SUCCEEDED', 'FAILED') order by ordinal limit ${MOST_DATASETS}
     ) as tables
     from unnest($2::uuid[]) as run (id)`,
    [tenantId, runIds],
  )) as { runId: string; tables: string[] }[];
  return new Map(rows.map(({ runId, tables }) => [runId, tables]));
}
