import { randomBytes, randomUUID } from "node:crypto";
import { type ExecutionResult, graphql } from "graphql";
import type { DataSource } from "typeorm";
import dataSource from "../../../ormconfig.js";
import { DataServiceResolver } from "../../../src/assets/services/data-service.resolver.js";
import { DataServices } from "../../../src/assets/services/data-services.js";
import { buildGatewaySchema } from "../../../src/gateway/schema.js";
import { Container } from "../../../src/platform/container.js";
import { type GraphQLContext, type RequestContext, SCOPES, type Scope } from "../../../src/platform/context.js";
import { Cursors } from "../../../src/platform/cursor.js";
import { Database } from "../../../src/platform/database.js";
import { KeyRing } from "../../../src/platform/keys.js";
import { Sources } from "../../../src/sources/sources.js";
import { createMigratedDatabase } from "../../support/migrated-database.js";
import { sampleDatabase } from "../../support/postgres.js";

export const newSecret = (): string => randomBytes(32).toString("base64");

type Answer = ExecutionResult<any>;

/** The services on a database of the test's own, and their part of the public schema. */
export class ServicesFixture {
  private constructor(
    readonly database: Database,
    readonly secret: string,
    readonly end: () => Promise<void>,
  ) {}

  static async create(): Promise<ServicesFixture> {
    const own = await createMigratedDatabase("services");
    const opened: DataSource = await dataSource.setOptions({ url: own.url }).initialize();
    return new ServicesFixture(new Database(opened), newSecret(), async () => {
      await opened.destroy();
      await own.drop();
    });
  }

  services(keys = new KeyRing([this.secret]), denyHosts: string[] = []): DataServices {
    const sources = new Sources({ allowHosts: [], denyHosts, statementTimeoutMs: 60_000 });
    return new DataServices(this.database, keys, sources, new Cursors(keys));
  }

  async ask(context: GraphQLContext, source: string, variableValues: Record<string, unknown> = {}): Promise<Answer> {
    const container = new Container();
    container.add(new DataServiceResolver(this.services()));
    const schema = buildGatewaySchema([DataServiceResolver], container);
    return graphql({ schema, source, variableValues, contextValue: context });
  }

  /** The stored row, as the database's owner sees it. */
  row(id: string): Promise<Record<string, unknown>> {
    return this.database.system(async (manager) => {
      const [row] = (await manager.query("select * from data_service where id = $1", [id])) as Record<
        string,
        unknown
      >[];
      return row!;
    });
  }
}

export function contextOf(tenantId: string = randomUUID(), scopes: readonly Scope[] = SCOPES): RequestContext {
  const identity = { tenantId, projectId: tenantId, clientId: "client", scopes: new Set(scopes), expiresAt: 2 ** 40 };
  return { requestId: randomUUID(), identity, loaders: new Map() };
}

export async function sampleConnection() {
  const { host, port, database, user, password } = await sampleDatabase();
  return { host, port, database, user, password, tlsMode: "DISABLE" };
}

export const REGISTER = `mutation ($input: RegisterDataServiceInput!) { registerDataService(input: $input) {
  dataService { id name host port user database tls rowsMayLeave maxConnections hasPassword createdAt updatedAt }
  userErrors { code message path } } }`;
export const UPDATE = `mutation ($input: UpdateDataServiceInput!) { updateDataService(input: $input) {
  dataService { id name host port user database tls rowsMayLeave maxConnections hasPassword }
  userErrors { code message path } } }`;
export const TEST = `mutation ($input: TestDataServiceInput!) { testDataService(input: $input) {
  result { ok failure { code message retryable } serverVersion roleIsSuperuser roleCanWrite warnings databases latencyMs }
  userErrors { code message path } } }`;
export const REMOVE = `mutation ($input: RemoveDataServiceInput!) { removeDataService(input: $input) {
  removedId userErrors { code message path } } }`;
