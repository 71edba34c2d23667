import { type EntityManager, QueryFailedError } from "typeorm";
import type { RequestContext } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { isId, newId } from "../../platform/ids.js";
import type { KeyRing } from "../../platform/keys.js";
import { exactlyOne } from "../../platform/one-of.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../../platform/paging.js";
import { validateInput } from "../../platform/validation.js";
import { SourceError } from "../../sources/source-error.js";
import type { SourceTarget } from "../../sources/source-session.js";
import type { Sources } from "../../sources/sources.js";
import type { DataServiceConnectionInput, PostgresqlConnectionInput } from "./connection.inputs.js";
import { DataService } from "./data-service.entity.js";
import { RegisterDataServiceInput, type TestDataServiceInput, UpdateDataServiceInput } from "./data-service.inputs.js";
import type { DataServiceTest } from "./data-service.types.js";
import { hasOpenRuns } from "./open-runs.js";
import { passwordToKeep } from "./password-to-keep.js";
import { readConnection } from "./read-connection.js";
import { openPassword, sealPassword } from "./sealed-password.js";
import { testConnection } from "./test-connection.js";

const LIST = "data-services";
/** Tests of connections that are not registered share so many per tenant. */
const CONNECTIONS_FOR_TESTS = 2;

/** The tenant's database servers: registered, changed, tested, removed, and found for runs. */
export class DataServices {
  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
    private readonly sources: Sources,
    private readonly cursors: Cursors,
  ) {}

  /** How to connect, password included; `database` where another of the server's databases is meant. */
  async target(manager: EntityManager, tenantId: string, serviceId: string, database?: string): Promise<SourceTarget> {
    const row = await this.withPassword(manager, tenantId, serviceId);
    if (!row) throw SourceError.of("SOURCE_SERVICE_REMOVED");
    const { host, port, user, tls, rowsMayLeave, maxConnections } = row;
    const password = openPassword(this.keys, row);
    return {
      serviceId,
      host,
      port,
      database: database ?? row.database,
      user,
      password,
      tls,
      rowsMayLeave,
      maxConnections,
    };
  }

  findByName(manager: EntityManager, tenantId: string, name: string): Promise<DataService | null> {
    return manager.findOneBy(DataService, { tenantId, name });
  }

  async find(ctx: RequestContext, id: string): Promise<DataService | null> {
    const { tenantId } = ctx.identity;
    if (!isId(id)) return null;
    return this.database.tenant(tenantId, (manager) => manager.findOneBy(DataService, { id, tenantId }));
  }

  async list(ctx: RequestContext, args: PageArgs): Promise<Connection<DataService>> {
    const { tenantId } = ctx.identity;
    const page = pageOf(args);
    const after = page.cursor ? this.cursors.decode(tenantId, LIST, page.cursor)[0] : null;
    const rows = await this.database.tenant(tenantId, (manager) => {
      const query = manager
        .createQueryBuilder(DataService, "s")
        .where("s.tenantId = :tenantId", { tenantId })
        .orderBy("s.id", page.backward ? "DESC" : "ASC")
        .limit(page.limit + 1);
      if (after) query.andWhere(`s.id ${page.backward ? "<" : ">"} :after`, { after });
      return query.getMany();
    });
    return toConnection(rows, page, (row) => this.cursors.encode(tenantId, LIST, [row.id]));
  }

  async register(ctx: RequestContext, given: RegisterDataServiceInput): Promise<DataService> {
    const input = Object.assign(new RegisterDataServiceInput(), given);
    await validateInput(input);
    const parts = await this.connectionParts(input.connection);
    const { tenantId } = ctx.identity;
    const id = newId();
    const now = new Date();
    const row = Object.assign(new DataService(), {
      id,
      tenantId,
      name: input.name,
      ...columnsOf(parts),
      rowsMayLeave: input.rowsMayLeave,
      maxConnections: input.maxConnections,
      ...sealPassword(this.keys, id, parts.password),
      createdAt: now,
      updatedAt: now,
    });
    try {
      await this.database.tenant(tenantId, (manager) => manager.insert(DataService, row));
    } catch (error) {
      if (!isTaken(error)) throw error;
      throw UserErrors.one(ErrorCode.RESOURCE_ALREADY_EXISTS, "A data service has this name already.", "name");
    }
    return row;
  }

  async update(ctx: RequestContext, given: UpdateDataServiceInput): Promise<DataService> {
    const input = Object.assign(new UpdateDataServiceInput(), given);
    await validateInput(input);
    const parts = input.connection ? await this.connectionParts(input.connection) : undefined;
    const { tenantId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      const row = await this.withPassword(manager, tenantId, input.id, true);
      if (!row) throw noService("id");
      const password = passwordToKeep(this.keys, row, parts);
      if (parts) Object.assign(row, columnsOf(parts));
      row.rowsMayLeave = input.rowsMayLeave ?? row.rowsMayLeave;
      row.maxConnections = input.maxConnections ?? row.maxConnections;
      row.updatedAt = new Date();
      if (password !== undefined) Object.assign(row, sealPassword(this.keys, row.id, password));
      const { id, host, port, user, database, tls, rowsMayLeave, maxConnections, sealedPassword, keyId, updatedAt } =
        row;
      await manager.update(
        DataService,
        { id, tenantId },
        { host, port, user, database, tls, rowsMayLeave, maxConnections, sealedPassword, keyId, updatedAt },
      );
      return row;
    });
  }

  async test(ctx: RequestContext, input: TestDataServiceInput): Promise<DataServiceTest> {
    const { tenantId } = ctx.identity;
    if (exactlyOne(input, []) === "connection") {
      const parts = await this.connectionParts(input.connection!);
      return testConnection(this.sources, async () => ({
        ...columnsOf(parts),
        serviceId: `tests of ${tenantId}`,
        password: parts.password ?? undefined,
        rowsMayLeave: false,
        maxConnections: CONNECTIONS_FOR_TESTS,
      }));
    }
    const service = await this.find(ctx, input.id!);
    if (!service) throw noService("id");
    return testConnection(this.sources, () =>
      this.database.tenant(tenantId, (manager) => this.target(manager, tenantId, service.id)),
    );
  }

  /** Takes along what is known of its assets; their profiles too. */
  async remove(ctx: RequestContext, id: string): Promise<string> {
    const { tenantId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      const row = isId(id) ? await this.withPassword(manager, tenantId, id, true) : null;
      if (!row) throw noService("id");
      if (await hasOpenRuns(manager, row)) {
        throw UserErrors.one(ErrorCode.CONFLICT, "Runs of this data service are under way: cancel them first.", "id");
      }
      await manager.delete(DataService, { id, tenantId });
      return id;
    });
  }

  private withPassword(
    manager: EntityManager,
    tenantId: string,
    id: string,
    lock = false,
  ): Promise<DataService | null> {
    const query = manager
      .createQueryBuilder(DataService, "s")
      .addSelect("s.sealedPassword")
      .where("s.tenantId = :tenantId and s.id = :id", { tenantId, id });
    return (lock ? query.setLock("pessimistic_write") : query).getOne();
  }

  /** A host that can never be connected to is refused here already; all others are checked with each connection. */
  private async connectionParts(connection: DataServiceConnectionInput): Promise<PostgresqlConnectionInput> {
    const { parts, hostPath } = await readConnection(connection, ["connection"]);
    try {
      this.sources.checkHost(parts.host);
    } catch (error) {
      if (error instanceof SourceError) throw UserErrors.one(ErrorCode.VALIDATION_ERROR, error.message, ...hostPath);
      throw error;
    }
    return parts;
  }
}

const columnsOf = ({ host, port, user, database, tlsMode: tls }: PostgresqlConnectionInput) => ({
  host,
  port,
  user,
  database,
  tls,
});

const noService = (path: string) =>
  UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such data service.", path);

const isTaken = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  (error.driverError as { constraint?: string }).constraint === "data_service_name";
