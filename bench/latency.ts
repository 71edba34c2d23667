import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { type GraphQLClient, graphqlClient } from "../src/cli/demo/graphql-client.js";

const RUNS = 100;
const WARM_UP = 10;

interface Transition {
  workflowRunStatusChanged: {
    to: string;
    occurredAt: string;
    workflowRun: { id: string; startedAt: string; pickedUpAt: string | null };
  };
}

const FOLLOW = `subscription {
  workflowRunStatusChanged { to occurredAt workflowRun { id startedAt pickedUpAt } }
}`;
const CREATE = `mutation ($input: CreateWorkflowRunInput!) { createWorkflowRun(input: $input) { workflowRun { id } userErrors { message } } }`;
const CONFIGURATION = `{ workflowConfigurations(filter: { workflowType: PROFILING }) { nodes { id } } }`;

/**
 * How soon an idle gateway takes a run up, and how soon a subscriber on a WebSocket has each transition. Times are those
 * of the database's and this process's clock, which are one. Beside it the floor: one NOTIFY, from its sender by its commit to its listener.
 */
export async function benchLatency(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "data-readiness-bench-"));
  const gateway = await startGateway(dataDir);
  const client = graphqlClient(gateway.url, gateway.token);
  try {
    const { pickUp, delivery } = await measure(client);
    const floor = await notifyLatency((await readFile(join(dataDir, "database-url"), "utf8")).trim());
    const row = (name: string, values: number[]) => {
      const [p50, p95] = [percentile(values, 0.5), percentile(values, 0.95)];
      const ratio = (p50 / percentile(floor, 0.5)).toFixed(1);
      console.log(`${name.padEnd(34)} p50 ${p50.toFixed(1)} ms  p95 ${p95.toFixed(1)} ms  ${ratio} × floor`);
    };
    console.log(`${RUNS} runs, one after the other, on an idle gateway and worker (one process)`);
    row("created to RUNNING (pick-up)", pickUp);
    row("committed to delivered (WebSocket)", delivery);
    row("floor: NOTIFY sent, committed, heard", floor);
  } finally {
    await client.close();
    await gateway.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(client: GraphQLClient): Promise<{ pickUp: number[]; delivery: number[] }> {
  const { workflowConfigurations } = await client.request<{ workflowConfigurations: { nodes: { id: string }[] } }>(
    CONFIGURATION,
  );
  const configurationId = workflowConfigurations.nodes[0]!.id;
  const pickUp: number[] = [];
  const delivery: number[] = [];
  const create = () =>
    client.request(CREATE, { input: { configurationId, assetFqn: "PostgreSQL.dvdrental.public.language" } });
  let ended = 0;
  const stream = client.subscribe<Transition>(FOLLOW, {});
  const first = stream.next(); // the subscription stands before the first run is created
  await new Promise((resolve) => setTimeout(resolve, 500));
  await create();
  for (let next = await first; !next.done; next = await stream.next()) {
    const now = Date.now();
    const { to, occurredAt, workflowRun } = next.value.workflowRunStatusChanged;
    if (ended >= WARM_UP) delivery.push(now - Date.parse(occurredAt));
    if (to === "PENDING" || to === "RUNNING") continue;
    if (to !== "COMPLETED") throw new Error(`A run ended as ${to}.`);
    if (ended >= WARM_UP) pickUp.push(Date.parse(workflowRun.pickedUpAt!) - Date.parse(workflowRun.startedAt));
    ended++;
    if (ended === RUNS + WARM_UP) break;
    await create();
  }
  return { pickUp, delivery };
}

async function notifyLatency(url: string): Promise<number[]> {
  const [listener, sender] = [new pg.Client(url), new pg.Client(url)];
  await Promise.all([listener.connect(), sender.connect()]);
  await listener.query("listen bench");
  const times: number[] = [];
  for (let n = 0; n < RUNS; n++) {
    const heard = once(listener, "notification");
    const sent = performance.now();
    await Promise.all([sender.query("notify bench"), heard]);
    times.push(performance.now() - sent);
  }
  await Promise.all([listener.end(), sender.end()]);
  return times;
}

async function startGateway(dataDir: string) {
  const child = spawn(process.execPath, ["dist/src/main.js"], {
    env: { ...process.env, NODE_OPTIONS: "", PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let url = "";
  let token = "";
  for await (const line of createInterface({ input: child.stdout })) {
    url ||= /GraphiQL\s+(\S+)\/graphql/.exec(line)?.[1] ?? "";
    token ||= /Token\s+(\S+)/.exec(line)?.[1] ?? "";
    if (url && token) break;
  }
  child.stdout.resume();
  const exit = once(child, "exit");
  return {
    url,
    token,
    stop: async () => {
      child.kill("SIGTERM");
      await exit;
    },
  };
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
