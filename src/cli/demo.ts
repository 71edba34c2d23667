import "reflect-metadata";
import { extname, join } from "node:path";
import { readConfig } from "../config.js";
import { DEMO_TOKEN } from "../demo/demo-tenant.js";
import { developmentToken } from "../platform/auth/development-token.js";
import { findOrStartGateway } from "./demo/gateway-process.js";
import { type GraphQLClient, graphqlClient } from "./demo/graphql-client.js";
import {
  CONFIGURATIONS,
  type Configurations,
  CREATE,
  type Created,
  EVENTS,
  type RunEventMessage,
  type RunTables,
  TABLES,
} from "./demo/operations.js";
import { printResult } from "./demo/print-result.js";
import { Screen } from "./demo/screen.js";

/** Beside this file, compiled as this one is or not. */
const MAIN = join(import.meta.dirname, `../main${extname(import.meta.filename)}`);
const ASSET = "PostgreSQL.dvdrental.public";
const PARAMETERS = { profiling: { parallelWorkers: 10, sampleDataLimit: 5 } };

/** `npm run demo`: a profiling run of the sample database from end to end, seen as a client sees it. */
async function demo(screen: Screen): Promise<boolean> {
  const config = readConfig();
  screen.note("Looking for a gateway, or starting one …");
  const gateway = await findOrStartGateway(MAIN, config.http.port);
  screen.note(`${gateway.found ? "Found" : "Started"} ${gateway.url}`);
  const client = graphqlClient(gateway.url, process.env.TOKEN ?? (await developmentToken(config, DEMO_TOKEN)));
  try {
    const runId = await startRun(client, screen);
    await follow(client, screen, runId);
    const tables = await client.request<RunTables>(TABLES, { runId });
    await printResult(client, screen, tables);
    const { status, durationSeconds } = tables.workflowRun;
    screen.title(`\nThe run ended as ${status} after ${durationSeconds.toFixed(2)} s.`);
    return status === "COMPLETED";
  } finally {
    await client.close();
    await gateway.stop();
  }
}

async function startRun(client: GraphQLClient, screen: Screen): Promise<string> {
  const { workflowConfigurations } = await client.request<Configurations>(CONFIGURATIONS);
  const configuration = workflowConfigurations.nodes.find((each) => each.isDefault);
  if (!configuration) throw new Error("The tenant has no default configuration for profiling.");
  screen.title(`\ncreateWorkflowRun  ${configuration.name} on ${ASSET}`);
  const input = { configurationId: configuration.id, assetFqn: ASSET, parameters: PARAMETERS, saveAll: true };
  const { createWorkflowRun } = await client.request<Created>(CREATE, { input });
  if (!createWorkflowRun.workflowRun) throw new Error(createWorkflowRun.userErrors.map((e) => e.message).join(" "));
  return createWorkflowRun.workflowRun.id;
}

/** Shows what the subscription says until it completes, which it does after the run's last transition. */
async function follow(client: GraphQLClient, screen: Screen, runId: string): Promise<void> {
  let total = 0;
  for await (const { workflowRunEvents: event } of client.subscribe<RunEventMessage>(EVENTS, { runId })) {
    if (event.__typename === "WorkflowRunStatusEvent") {
      screen.line(`  ${event.occurredAt.slice(11, 23)}  ${event.to}${event.reason ? `  (${event.reason})` : ""}`);
    } else if (event.__typename === "WorkflowRunProgressEvent" && event.progress) {
      total = event.progress.total ?? total;
      screen.progress(event.progress.attempted, total, "tables");
    } else if (event.__typename === "WorkflowRunTaskEvent" && event.taskStatus === "FAILED") {
      screen.line(`  failed: ${event.targetFqn}`);
    }
  }
}

try {
  process.exitCode = (await demo(new Screen(process.stdout))) ? 0 : 1;
} catch (error) {
  process.stderr.write(`The demo failed: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
