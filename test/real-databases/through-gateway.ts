import type { TableProfileResult } from "../../src/assets/profile.model.js";
import type { TestClient } from "../support/app.js";
import { type Connection, registerService, runToEnd } from "../support/sample-service.js";

const PROFILE = `query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { ... on Table { profile {
  mode rowCount rowsRead sizeBytes candidateKeys
  columns {
    name ordinal declaredType seenType typeDistribution { type count } skippedReason estimated rowCount nullCount completeness
    distinctCount uniqueCount uniqueness min max mean standardDeviation firstQuartile median thirdQuartile percentile95
    histogram { lower upper count } mostFrequent { value count share } length { min max mean } blankCount paddedCount
    shapes { shape count share } formats { format count share } outliers { count lowerBound upperBound }
    nonFinite { nan positiveInfinity negativeInfinity } sampleValues
  }
} } } }`;

const TASKS = `query ($id: ID!, $after: Cursor) { workflowRun(id: $id) {
  tasks(first: 100, after: $after) { nodes { targetFqn status } pageInfo { hasNextPage endCursor } }
} }`;

interface Task {
  readonly targetFqn: string;
  readonly status: string;
}

export interface Profiled {
  /** Statuses of ingestion and profiling, as the subscription showed them. */
  readonly statuses: readonly string[];
  readonly tasks: readonly Task[];
  /** By the table's name below the service. */
  readonly profiles: ReadonlyMap<string, TableProfileResult>;
}

/** Registers a database as a service, reads its catalog in, profiles all of it, and reads the profiles back. */
export async function profileThroughGateway(
  client: TestClient,
  service: string,
  connection: Connection,
  rowsMayLeave: boolean,
): Promise<Profiled> {
  await registerService(client, service, connection, { rowsMayLeave });
  // The server has other databases too, those of tests that run meanwhile among them.
  const { database } = connection;
  const ingest = { parameters: { serviceIngestion: { databases: [database] } } };
  const ingestion = await runToEnd(client, "SERVICE_INGESTION", service, ingest);
  const profile = { parameters: { profiling: { database } } };
  const profiling = await runToEnd(client, "PROFILING", service, profile);
  const tasks = await allTasks(client, profiling.runId);
  const profiles = new Map<string, TableProfileResult>();
  for (const { targetFqn, status } of tasks) {
    if (status !== "SUCCEEDED") continue;
    const { dataAsset } = await client.ask(PROFILE, { fqn: targetFqn });
    profiles.set(targetFqn.slice(service.length + 1), dataAsset.profile);
  }
  return { statuses: [...ingestion.statuses, ...profiling.statuses], tasks, profiles };
}

async function allTasks(client: TestClient, id: string): Promise<Task[]> {
  const tasks: Task[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { workflowRun }: { workflowRun: { tasks: TaskPage } } = await client.ask(TASKS, { id, after });
    tasks.push(...workflowRun.tasks.nodes);
    after = workflowRun.tasks.pageInfo.endCursor;
    more = workflowRun.tasks.pageInfo.hasNextPage;
  }
  return tasks;
}

interface TaskPage {
  readonly nodes: Task[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
