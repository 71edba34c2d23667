import "reflect-metadata";
import { randomBytes, randomUUID } from "node:crypto";
import { graphql } from "graphql";
import pg from "pg";
import pino from "pino";
import { DataSource, type DataSourceOptions } from "typeorm";
import dataSource from "../../../ormconfig.js";
import { CATALOG_RESOLVERS, PROFILE_RESOLVERS } from "../../../src/assets/asset-resolvers.js";
import { Catalog } from "../../../src/assets/catalog/catalog.service.js";
import { Profiles } from "../../../src/assets/profiles/profiles.js";
import { DataServices } from "../../../src/assets/services/data-services.js";
import { buildGatewaySchema } from "../../../src/gateway/schema.js";
import { Container } from "../../../src/platform/container.js";
import type { GraphQLContext, RequestContext, Scope } from "../../../src/platform/context.js";
import { Cursors } from "../../../src/platform/cursor.js";
import { Database } from "../../../src/platform/database.js";
import { type Fqn, parseFqn } from "../../../src/platform/fqn.js";
import { KeyRing } from "../../../src/platform/keys.js";
import { TlsMode } from "../../../src/sources/source-session.js";
import { Sources } from "../../../src/sources/sources.js";
import type { ExecuteContext, TaskOutcome } from "../../../src/workflows/contract.js";
import { serviceIngestion } from "../../../src/workflows/service-ingestion/service-ingestion.js";
import type {
  ServiceIngestionOutput,
  ServiceIngestionParametersInput,
} from "../../../src/workflows/service-ingestion/service-ingestion.types.js";
import { createMigratedDatabase } from "../../support/migrated-database.js";
import { createTestDatabase, type TestDatabase } from "../../support/postgres.js";

type Outcome = TaskOutcome | { readonly status: "FAILED"; readonly error: unknown };

export interface Ingested {
  readonly output: ServiceIngestionOutput;
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

export interface Role {
  readonly user: string;
  readonly password: string;
}

/** Catalog, profiles and ingestion on databases of a test's own, the workflow's steps called as the engine calls them. */
export class IngestionHarness {
  readonly catalog: Catalog;
  readonly profiles: Profiles;
  readonly database: Database;
  readonly services: DataServices;
  readonly workflow: ReturnType<typeof serviceIngestion>;
  private readonly schema;
  private readonly sources: TestDatabase[] = [];
  /** Statements on the gateway's own database so far. */
  statements = 0;

  private constructor(
    readonly dataSource: DataSource,
    private readonly own: TestDatabase,
  ) {
    const keys = new KeyRing([randomBytes(32).toString("base64")]);
    const cursors = new Cursors(keys);
    const sources = new Sources({ allowHosts: [], denyHosts: [], statementTimeoutMs: 60_000 });
    this.database = new Database(dataSource);
    this.catalog = new Catalog(this.database, cursors);
    this.profiles = new Profiles(this.database, cursors);
    this.services = new DataServices(this.database, keys, sources, cursors);
    this.workflow = serviceIngestion({ services: this.services, sources, catalog: this.catalog });
    const container = new Container();
    for (const resolver of CATALOG_RESOLVERS) container.add(new resolver(this.catalog));
    for (const resolver of PROFILE_RESOLVERS) container.add(new resolver(this.profiles));
    this.schema = buildGatewaySchema([...CATALOG_RESOLVERS, ...PROFILE_RESOLVERS], container);
  }

  static async open(name: string): Promise<IngestionHarness> {
    const own = await createMigratedDatabase(name);
    const options = { ...dataSource.options, url: own.url, logging: true } as DataSourceOptions;
    const harness: { made?: IngestionHarness } = {};
    const count = () => {
      if (harness.made) harness.made.statements++;
    };
    const nothing = () => undefined;
    const logger = {
      logQuery: count,
      logQueryError: nothing,
      logQuerySlow: nothing,
      logSchemaBuild: nothing,
      logMigration: nothing,
      log: nothing,
    };
    const connected = await new DataSource({ ...options, logger } as DataSourceOptions).initialize();
    harness.made = new IngestionHarness(connected, own);
    return harness.made;
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
    await this.own.drop();
    for (const source of this.sources) await source.drop();
  }

  /** A new database to ingest, made by `sql`. */
  async source(sql: string, name = "source"): Promise<TestDatabase> {
    const made = await createTestDatabase(name);
    this.sources.push(made);
    await execute(made.url, sql);
    return made;
  }

  /** Registers the server of a database as a service; its owner logs in where nobody else is named. */
  async register(tenantId: string, name: string, source: TestDatabase, role?: Role): Promise<void> {
    const { hostname: host, port, username, password: ownerPassword } = new URL(source.url);
    const { user, password } = role ?? { user: username, password: ownerPassword };
    const postgresql = { host, port: Number(port), user, password, database: source.name, tlsMode: TlsMode.DISABLE };
    await this.services.register(this.context(tenantId), {
      name,
      connection: { postgresql },
      rowsMayLeave: true,
      maxConnections: 5,
    });
  }

  context(tenantId: string, scopes: readonly Scope[] = ["runs:read"]): RequestContext & GraphQLContext {
    const identity = { tenantId, projectId: tenantId, clientId: "test", scopes: new Set(scopes), expiresAt: 0 };
    return { requestId: randomUUID(), identity, loaders: new Map() };
  }

  async query(tenantId: string, source: string, variableValues = {}, scopes?: readonly Scope[]) {
    const contextValue = this.context(tenantId, scopes);
    return graphql({ schema: this.schema, source, variableValues, contextValue }) as Promise<{
      data?: any;
      errors?: readonly any[];
    }>;
  }

  /** Plans and executes all tasks; `save` writes what one of them found, and `finish` sums up. */
  async begin(
    tenantId: string,
    asset: string,
    parameters: ServiceIngestionParametersInput = {},
    { saveAll = true, planned = async () => {} }: { saveAll?: boolean; planned?: () => Promise<void> } = {},
  ) {
    const transact: ExecuteContext<object>["transact"] = (work) => this.database.tenant(tenantId, work);
    const runId = randomUUID();
    const signal = new AbortController().signal;
    const base = { tenantId, runId, asset: parseFqn(asset), parameters, saveAll, transact, signal };
    this.workflow.check?.(base.asset, parameters);
    const tasks = await this.workflow.plan(base);
    await planned();
    const outcomes = new Map<string, Outcome>();
    for (const { target } of tasks) {
      const outcome = await this.workflow
        .execute({ ...base, taskId: randomUUID(), target, log: pino({ level: "silent" }), progress: () => undefined })
        .catch((error: unknown): Outcome => ({ status: "FAILED", error }));
      outcomes.set(target[1]!, outcome);
    }
    const save = async () => {
      for (const outcome of outcomes.values()) {
        if (outcome.status === "SUCCEEDED" && outcome.save) await transact(outcome.save);
      }
    };
    const finish = async (): Promise<Ingested> => {
      const found = [...outcomes].flatMap(([target, outcome]) =>
        outcome.status === "SUCCEEDED"
          ? [{ target, result: JSON.parse(JSON.stringify(outcome.result)) as object }]
          : [],
      );
      const results = async function* () {
        yield* found;
      };
      const counts = { total: tasks.length, succeeded: found.length, failed: 0, skipped: 0 };
      const output = await transact((manager) => this.workflow.finish({ ...base, manager, counts, results }));
      return { output, outcomes };
    };
    return { save, finish, outcomes };
  }

  async ingest(...run: Parameters<IngestionHarness["begin"]>): Promise<Ingested> {
    const { save, finish } = await this.begin(...run);
    await save();
    return finish();
  }

  resolve(tenantId: string, fqn: Fqn) {
    return this.database.tenant(tenantId, (manager) => this.catalog.resolve(manager, tenantId, fqn));
  }

  tablesUnder(tenantId: string, fqn: Fqn) {
    return this.database.tenant(tenantId, (manager) => this.catalog.tablesUnder(manager, tenantId, fqn));
  }
}

export async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** `kind fqn: what` of each change, names below the database only. */
export const changesOf = ({ output }: Ingested): string[] =>
  output.changes.map(({ kind, fqn, what }) => `${kind} ${fqn.slice(2).join("/")}: ${what}`);
