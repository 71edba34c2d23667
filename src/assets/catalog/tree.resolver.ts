import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../../platform/context.js";
import type { Fqn } from "../../platform/fqn.js";
import { requestContext } from "../../platform/guard.js";
import type { Connection } from "../../platform/paging.js";
import { ForwardPage } from "../../platform/paging-args.js";
import type { DataAsset } from "../data-asset.js";
import { DataService } from "../services/data-service.entity.js";
import { DatabaseConnection, DatabaseSchemaConnection, TableConnection } from "./catalog.connections.js";
import { Catalog } from "./catalog.service.js";
import { ColumnAsset } from "./column.entity.js";
import { DatabaseAsset } from "./database.entity.js";
import { SchemaAsset } from "./schema.entity.js";
import { TableAsset } from "./table.entity.js";

/** The asset above. It is there as long as the one below is shown. */
const above = async <T extends DataAsset>(catalog: Catalog, ctx: GraphQLContext, fqn: Fqn): Promise<T> =>
  (await catalog.find(requestContext(ctx), fqn.slice(0, -1) as unknown as Fqn)) as T;

@Resolver(() => DataService)
export class DataServiceTreeResolver {
  constructor(private readonly catalog: Catalog) {}

  @FieldResolver(() => DatabaseConnection, { description: "Its databases that are in the catalog, by name." })
  databases(
    @Root() service: DataService,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<DatabaseAsset>> {
    return this.catalog.databases(requestContext(ctx), service, page);
  }
}

@Resolver(() => DatabaseAsset)
export class DatabaseTreeResolver {
  constructor(private readonly catalog: Catalog) {}

  @FieldResolver(() => DataService, { description: "The data service that it belongs to." })
  service(@Root() { fqn }: DatabaseAsset, @Ctx() ctx: GraphQLContext): Promise<DataService> {
    return above(this.catalog, ctx, fqn);
  }

  @FieldResolver(() => DatabaseSchemaConnection, {
    description: "Its schemas, by name; the server's own are left out.",
  })
  schemas(
    @Root() database: DatabaseAsset,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<SchemaAsset>> {
    return this.catalog.schemas(requestContext(ctx), database, page);
  }
}

@Resolver(() => SchemaAsset)
export class SchemaTreeResolver {
  constructor(private readonly catalog: Catalog) {}

  @FieldResolver(() => DatabaseAsset, { description: "The database that it belongs to." })
  database(@Root() { fqn }: SchemaAsset, @Ctx() ctx: GraphQLContext): Promise<DatabaseAsset> {
    return above(this.catalog, ctx, fqn);
  }

  @FieldResolver(() => TableConnection, { description: "Its tables, views and the like, partitions too, by name." })
  tables(
    @Root() schema: SchemaAsset,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<TableAsset>> {
    return this.catalog.tables(requestContext(ctx), schema, page);
  }
}

@Resolver(() => TableAsset)
export class TableTreeResolver {
  constructor(private readonly catalog: Catalog) {}

  @FieldResolver(() => SchemaAsset, { description: "The schema that it belongs to." })
  schema(@Root() { fqn }: TableAsset, @Ctx() ctx: GraphQLContext): Promise<SchemaAsset> {
    return above(this.catalog, ctx, fqn);
  }

  @FieldResolver(() => [ColumnAsset], { description: "Its columns, in its order." })
  columns(@Root() table: TableAsset, @Ctx() ctx: GraphQLContext): Promise<ColumnAsset[]> {
    return this.catalog.columns(requestContext(ctx), table);
  }
}

@Resolver(() => ColumnAsset)
export class ColumnTreeResolver {
  constructor(private readonly catalog: Catalog) {}

  @FieldResolver(() => TableAsset, { description: "The table that it belongs to." })
  table(@Root() { fqn }: ColumnAsset, @Ctx() ctx: GraphQLContext): Promise<TableAsset> {
    return above(this.catalog, ctx, fqn);
  }
}
