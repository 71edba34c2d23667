import "reflect-metadata";
import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Logger, pino } from "pino";
import { DataSource } from "typeorm";
import config from "../../ormconfig.js";
import { Catalog } from "../../src/assets/catalog/catalog.service.js";
import { Configurations } from "../../src/configurations/configuration.service.js";
import { Definitions } from "../../src/configurations/definitions.js";
import { PipelineFollower } from "../../src/pipelines/pipeline-follower.js";
import { PipelineWriter } from "../../src/pipelines/pipeline-writer.js";
import { type RequestContext, SCOPES, type Scope } from "../../src/platform/context.js";
import { Cursors } from "../../src/platform/cursor.js";
import { Database } from "../../src/platform/database.js";
import { newId } from "../../src/platform/ids.js";
import { KeyRing } from "../../src/platform/keys.js";
import { Listener } from "../../src/platform/listener.js";
import { survivesCuts } from "../../src/platform/on-connect.js";
import { Queue } from "../../src/platform/queue.js";
import { RunEventFeed } from "../../src/runs/feed/event-feed.js";
import { TransitionFeed } from "../../src/runs/feed/transition-feed.js";
import { Followers } from "../../src/runs/follow/followers.js";
import { Quotas } from "../../src/runs/quotas.js";
import { RequestResolver } from "../../src/runs/resolve-request.js";
import { type CreateWorkflowRunInput, RunConflictPolicy } from "../../src/runs/run.inputs.js";
import { RunPlans } from "../../src/runs/run.plans.js";
import { RunQueries } from "../../src/runs/run.queries.js";
import { Runs } from "../../src/runs/run.service.js";
import { isFinal, WorkflowRunStatus } from "../../src/runs/run-status.js";
import { Worker } from "../../src/worker/worker.js";
import { WorkflowRegistry } from "../../src/workflows/registry.js";
import { runAllEnrichment } from "../../src/workflows/run-all-enrichment/run-all-enrichment.js";
import { STEPS } from "../../src/workflows/run-all-enrichment/steps.js";
import { createMigratedDatabase } from "../support/migrated-database.js";
import { execute } from "../support/postgres.js";
import { HOLD_LOCK, SCRIPT_TABLES, ScriptedWorkflow } from "./scripted-workflow.js";

export interface ProcessOptions {
  readonly tenantConcurrency?: number;
  readonly poolSize?: number;
  readonly lagSeconds?: number;
  readonly log?: Logger;
  readonly work?: boolean;
  /** With RUN_ALL_ENRICHMENT, each type of its steps a workflow of the tests', and the follower that drives it. */
  readonly pipelines?: boolean;
}

export type TestProcess = Awaited<ReturnType<typeof openProcess>>;

/** Everything that one process of the product has, over a database; the workflow is the tests' own. */
export async function openProcess(url: string, options: ProcessOptions = {}) {
  const { tenantConcurrency = 16, poolSize = 12, lagSeconds = 30, work = true, pipelines = false } = options;
  const log = options.log ?? pino({ level: process.env.TEST_LOG ?? "fatal" });
  const dataSource = new DataSource({ ...config.options, url, poolSize } as never);
  await dataSource.initialize();
  const database = new Database(dataSource);
  const cursors = new Cursors(new KeyRing([Buffer.alloc(32, 7).toString("base64")]));
  const onError = (error: Error) => log.warn({ err: error }, "background");
  const listener = new Listener(url, onError);
  await listener.start(["jobs", "transitions", "run_events", "cancelled", "webhooks"]);
  const queue = await Queue.start(url, onError, work);
  const scriptPool = new pg.Pool({ connectionString: url, max: 6, onConnect: survivesCuts } as pg.PoolConfig);
  scriptPool.on("error", () => undefined);
  const workerId = `worker-${process.pid}-${randomUUID().slice(0, 8)}`;
  const catalog = new Catalog(database, cursors);
  const scripted = (type?: string) => new ScriptedWorkflow(scriptPool, url, workerId, type);
  const workflows = new WorkflowRegistry(
    pipelines ? [...STEPS.map(({ type }) => scripted(type)), runAllEnrichment({ catalog })] : [scripted()],
  );
  const configurations = new Configurations(database, workflows, cursors);
  const requests = new RequestResolver(configurations, workflows, catalog);
  const engine = { database, queue, workflows, workerId, tenantConcurrency, log };
  const runs = new Runs(
    database,
    queue,
    requests,
    tenantConcurrency,
    new PipelineWriter(queue, { workflows, requests }),
  );
  const workers: Worker[] = [];
  const followers =
    pipelines && work && new Followers(database, listener, log, [new PipelineFollower({ queue, workflows }, log)]);
  return {
    url,
    dataSource,
    database,
    cursors,
    listener,
    queue,
    workflows,
    configurations,
    engine,
    definitions: new Definitions(database, workflows),
    runs,
    queries: new RunQueries(database, cursors),
    plans: new RunPlans(database, cursors, runs, 2_000),
    quotas: new Quotas(database, tenantConcurrency),
    transitions: new TransitionFeed(database, cursors, listener, lagSeconds),
    events: new RunEventFeed(database, cursors, listener, lagSeconds),
    startWorker(concurrency = 4) {
      const worker = new Worker(engine, listener, concurrency);
      worker.start();
      workers.push(worker);
      return worker;
    },
    async close() {
      if (followers) await followers.stop();
      await Promise.all(workers.map((worker) => worker.drain(0)));
      await listener.stop();
      await queue.stop();
      await scriptPool.end();
      await dataSource.destroy();
    },
  };
}

export const SERVICE = "PostgreSQL";
export const ASSET = "PostgreSQL.dvdrental.public";

/** A database with the tables of the product and of the tests, and one process over it. */
export async function createSystem(options: ProcessOptions = {}) {
  const testDatabase = await createMigratedDatabase("runs");
  await execute(testDatabase.url, SCRIPT_TABLES);
  const first = await openProcess(testDatabase.url, options);
  const open: TestProcess[] = [first];
  const admin = new pg.Pool({ connectionString: testDatabase.superuserUrl, max: 8 });
  admin.on("error", () => undefined);
  await first.definitions.publish();
  return {
    ...first,
    testDatabase,
    /** Past row-level security, to look at everything. */
    admin,
    async another(more: ProcessOptions = options) {
      const process = await openProcess(testDatabase.url, more);
      open.push(process);
      return process;
    },
    /** A tenant with its default configuration, and a service whose schema is in the catalog. */
    async tenant(tenantId: string = `tenant-${randomUUID().slice(0, 8)}`, maxConnections = 100) {
      await first.configurations.welcome(contextOf(tenantId).identity);
      await addService(first, tenantId, SERVICE, maxConnections);
      const { nodes } = await first.configurations.list(contextOf(tenantId), {}, {});
      return { tenantId, ctx: () => contextOf(tenantId), configurationId: nodes[0]!.id };
    },
    async script(behaviours: Record<string, string>) {
      for (const [target, behaviour] of Object.entries(behaviours)) {
        await admin.query(
          "insert into test_script values ($1, $2) on conflict (target) do update set behaviour = excluded.behaviour",
          [target, behaviour],
        );
      }
    },
    async close() {
      for (const process of open) await process.close();
      await admin.end();
      await testDatabase.drop();
    },
  };
}

export type System = Awaited<ReturnType<typeof createSystem>>;
export type TestTenant = Awaited<ReturnType<System["tenant"]>>;

export async function addService(process: TestProcess, tenantId: string, name: string, maxConnections = 100) {
  await process.database.tenant(tenantId, async (manager) => {
    const [service, database, schema] = [newId(), newId(), newId()];
    await manager.query(
      `insert into data_service (id, tenant_id, name, host, port, user_name, database_name, tls, rows_may_leave, max_connections, created_at, updated_at)
       values ($1, $2, $3, 'localhost', 5432, 'reader', 'dvdrental', 'DISABLE', true, $4, now(), now())`,
      [service, tenantId, name, maxConnections],
    );
    await manager.query(
      "insert into catalog_database (id, tenant_id, service_id, name, first_seen_at, last_seen_at) values ($1, $2, $3, 'dvdrental', now(), now())",
      [database, tenantId, service],
    );
    await manager.query(
      `insert into catalog_schema (id, tenant_id, database_id, name, first_seen_at, last_seen_at)
       values ($1, $2, $3, 'public', now(), now()), ($4, $2, $3, 'public2', now(), now())`,
      [schema, tenantId, database, newId()],
    );
  });
}

export function contextOf(tenantId: string, scopes: readonly Scope[] = SCOPES, seconds = 3600): RequestContext {
  const expiresAt = Date.now() / 1000 + seconds;
  return {
    requestId: newId(),
    identity: { tenantId, projectId: tenantId, clientId: "test-client", scopes: new Set(scopes), expiresAt },
    loaders: new Map(),
  };
}

export const createInput = (
  configurationId: string,
  tasks?: number,
  more: Partial<CreateWorkflowRunInput> = {},
): CreateWorkflowRunInput => ({
  configurationId,
  assetFqn: ASSET,
  saveAll: true,
  onConflict: RunConflictPolicy.ALLOW,
  ...(tasks === undefined ? {} : { parameters: { profiling: { tasks, parallelWorkers: 1 } } }),
  ...more,
});

/** Keeps tasks that `hold` waiting, until what it answers is called. */
export async function holdTasks(system: System, lock = HOLD_LOCK): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: system.testDatabase.superuserUrl });
  client.on("error", () => undefined);
  await client.connect();
  await client.query("select pg_advisory_lock($1)", [lock]);
  return () => client.end();
}

/** Waits for something to become true; whatever it answers is handed on. */
export async function until<T>(what: string, look: () => Promise<T | undefined | false>, seconds = 20): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Within ${seconds} s this did not happen: ${what}.`);
}

/** Waits until runs have ended; answers their statuses. */
export async function ended(system: Pick<System, "admin">, ids: readonly string[], seconds = 30) {
  return until(
    `${ids.length} runs end`,
    async () => {
      const { rows } = await system.admin.query<{ id: string; status: WorkflowRunStatus }>(
        "select id, status from workflow_run where id = any($1)",
        [ids],
      );
      const statuses = new Map(rows.map(({ id, status }) => [id, status]));
      const all = ids.map((id) => statuses.get(id) ?? WorkflowRunStatus.PENDING);
      return all.every(isFinal) && all;
    },
    seconds,
  );
}
