import type { TestClient } from "./client.js";
import { sampleDatabase } from "./postgres.js";

const REGISTER = `mutation ($input: RegisterDataServiceInput!) {
  registerDataService(input: $input) { dataService { id } userErrors { code message path } }
}`;
const CONFIGURATION = `query ($type: WorkflowType!) {
  workflowConfigurations(filter: { workflowType: $type }, first: 100) { nodes { id isDefault } }
}`;
const CREATE = `mutation ($input: CreateWorkflowRunInput!) {
  createWorkflowRun(input: $input) { workflowRun { id status } replayed userErrors { code message path } }
}`;
const FOLLOW = `subscription ($runId: ID!) { workflowRunStatusChanged(runId: $runId) { to } }`;

export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** Registers a database as a service of the client's tenant; answers the service's id. */
export async function registerService(
  client: TestClient,
  name: string,
  connection: Connection,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { host, port, database, user, password } = connection;
  const postgresql = { host, port, database, user, password, tlsMode: "DISABLE" };
  const { registerDataService: answer } = await client.ask(REGISTER, {
    input: { name, connection: { postgresql }, ...more },
  });
  if (answer.userErrors.length > 0) throw new Error(JSON.stringify(answer.userErrors));
  return answer.dataService.id as string;
}

/** The tenant's default configuration of a type. */
export async function defaultConfiguration(client: TestClient, type: string): Promise<string> {
  const { workflowConfigurations } = await client.ask(CONFIGURATION, { type });
  return workflowConfigurations.nodes.find((node: { isDefault: boolean }) => node.isDefault).id as string;
}

export async function createRun(client: TestClient, input: Record<string, unknown>): Promise<string> {
  const { createWorkflowRun: answer } = await client.ask(CREATE, { input });
  if (answer.userErrors.length > 0) throw new Error(JSON.stringify(answer.userErrors));
  return answer.workflowRun.id as string;
}

/** The statuses that the subscription shows until the run has ended. */
export async function statusesOf(client: TestClient, runId: string): Promise<string[]> {
  const seen: string[] = [];
  for await (const { workflowRunStatusChanged } of client.follow(FOLLOW, { runId })) {
    seen.push(workflowRunStatusChanged.to);
  }
  return seen;
}

/** Runs the default configuration of a type on an asset, to its end; answers run and statuses. */
export async function runToEnd(
  client: TestClient,
  type: string,
  assetFqn: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<{ runId: string; statuses: string[] }> {
  const configurationId = await defaultConfiguration(client, type);
  const runId = await createRun(client, { configurationId, assetFqn, ...more });
  return { runId, statuses: await statusesOf(client, runId) };
}

/** The sample database as the service `PostgreSQL`, with its catalog read in. */
export async function ingestedSample(client: TestClient, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await registerService(client, "PostgreSQL", await sampleDatabase(), more);
  const { statuses } = await runToEnd(client, "SERVICE_INGESTION", "PostgreSQL");
  if (statuses.at(-1) !== "COMPLETED") throw new Error(`The ingestion ended as ${statuses.at(-1)}.`);
}
