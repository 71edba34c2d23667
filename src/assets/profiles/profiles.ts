import type { EntityManager } from "typeorm";
import type { RequestContext } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import { loaderOf } from "../../platform/loader.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../../platform/paging.js";
import { columnHistory, columnProfiles, type HistoryKey, type SavedColumnProfile } from "./column-profile-queries.js";
import { type NewProfile, saveProfile } from "./save-profile.js";
import type { TableProfile } from "./table-profile.entity.js";
import { latestProfiles, profilesById, tableHistory } from "./table-profile-queries.js";

/** A column as its table's profiles know it. */
export interface ProfiledColumn {
  readonly tableId: string;
  readonly name: string;
}

/** Profiles of tables and columns: the latest, and their history. Ids sort by time, so the newest has the largest. */
export class Profiles {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  /** In the transaction that completes the task. */
  save(manager: EntityManager, profile: NewProfile): Promise<void> {
    return saveProfile(manager, profile);
  }

  latest(ctx: RequestContext, tableId: string): Promise<TableProfile | null> {
    return this.loader(ctx, "latest profile", latestProfiles).load(tableId);
  }

  /** Of a table, newest first. */
  history(ctx: RequestContext, tableId: string, args: PageArgs): Promise<Connection<TableProfile>> {
    return this.page(
      ctx,
      `profiles:${tableId}`,
      args,
      ({ id }) => id,
      (after, size) => this.loader(ctx, "profile history", tableHistory).load({ tableId, after, size }),
    );
  }

  /** The columns of one profile, in the table's order. */
  columns(ctx: RequestContext, profileId: string): Promise<SavedColumnProfile[]> {
    return this.loader(ctx, "column profiles", columnProfiles).load(profileId);
  }

  /** The column in its table's latest profile. */
  async latestOfColumn(ctx: RequestContext, { tableId, name }: ProfiledColumn): Promise<SavedColumnProfile | null> {
    const latest = await this.latest(ctx, tableId);
    const columns = latest ? await this.columns(ctx, latest.id) : [];
    return columns.find((column) => column.name === name) ?? null;
  }

  /** Of a column, newest first. */
  columnHistory(
    ctx: RequestContext,
    { tableId, name }: ProfiledColumn,
    args: PageArgs,
  ): Promise<Connection<SavedColumnProfile>> {
    const list = `column-profiles:${JSON.stringify([tableId, name])}`;
    return this.page(
      ctx,
      list,
      args,
      ({ profileId }) => profileId,
      (after, size) => this.loader(ctx, "column profile history", columnHistory).load({ tableId, name, after, size }),
    );
  }

  /** The profile that a column's is a part of. */
  ofColumn(ctx: RequestContext, { profileId }: SavedColumnProfile): Promise<TableProfile | null> {
    return this.loader(ctx, "profile", profilesById).load(profileId);
  }

  private loader<Key, Value>(
    ctx: RequestContext,
    name: string,
    read: (manager: EntityManager, tenantId: string, keys: readonly Key[]) => Promise<Value[]>,
  ) {
    const { tenantId } = ctx.identity;
    return loaderOf(ctx, `profiles:${name}`, (keys: readonly Key[]) =>
      this.database.tenant(tenantId, (manager) => read(manager, tenantId, keys)),
    );
  }

  private async page<T>(
    { identity: { tenantId } }: RequestContext,
    list: string,
    args: PageArgs,
    idOf: (item: T) => string,
    read: (after: HistoryKey["after"], size: number) => Promise<T[]>,
  ): Promise<Connection<T>> {
    const page = pageOf(args);
    const after = page.cursor === null ? null : String(this.cursors.decode(tenantId, list, page.cursor)[0]);
    const rows = await read(after, page.limit + 1);
    return toConnection(rows, page, (item) => this.cursors.encode(tenantId, list, [idOf(item)]));
  }
}
