import type { EntityManager } from "typeorm";
import type { RequestContext } from "../../platform/context.js";
import type { Database } from "../../platform/database.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { type Fqn, levelOf } from "../../platform/fqn.js";
import { fqnArgument } from "../../platform/fqn-argument.js";
import { validateInput } from "../../platform/validation.js";
import type { AssetLevel } from "../asset-kind.js";
import { assetsByName } from "../catalog/assets-by-name.js";
import { ColumnAsset } from "../catalog/column.entity.js";
import { TableAsset } from "../catalog/table.entity.js";
import { lockTables } from "../history/lock-tables.js";
import { UpdateColumnInput, UpdateTableInput } from "./edit.inputs.js";
import { type Edit, editsOfInput } from "./edits-of-input.js";
import { writeEdits } from "./write-edits.js";

/** What of a table, or of a column of it, a person's edit has changed. */
export interface Edited {
  readonly tableId: string;
  readonly ofColumn: boolean;
  readonly changed: readonly Pick<Edit, "kind" | "name">[];
}

/** What else has to happen then, in the same transaction. */
type AfterEdit = (manager: EntityManager, tenantId: string, edited: Edited) => Promise<void>;

/** What people say of tables and columns. */
export class AssetEdits {
  constructor(
    private readonly database: Database,
    private readonly afterEdit: AfterEdit,
  ) {}

  async updateTable(ctx: RequestContext, input: UpdateTableInput): Promise<TableAsset> {
    await validateInput(Object.assign(new UpdateTableInput(), input));
    return (await this.edit(ctx, named(input.fqn, "TABLE"), editsOfInput(input))) as TableAsset;
  }

  async updateColumn(ctx: RequestContext, input: UpdateColumnInput): Promise<ColumnAsset> {
    await validateInput(Object.assign(new UpdateColumnInput(), input));
    return (await this.edit(ctx, named(input.fqn, "COLUMN"), editsOfInput(input))) as ColumnAsset;
  }

  private async edit(ctx: RequestContext, fqn: Fqn, edits: readonly Edit[]): Promise<TableAsset | ColumnAsset> {
    const { tenantId } = ctx.identity;
    const edited = await this.database.tenant(tenantId, async (manager) => {
      const seen = await assetOf(manager, tenantId, fqn);
      await lockTables(manager, tenantId, [tableIdOf(seen)]);
      const asset = await assetOf(manager, tenantId, fqn); // it may have gone while the lock was waited for
      const tableId = tableIdOf(asset);
      const changed = await writeEdits(manager, ctx.identity, { tableId, assetId: asset.id }, edits);
      const ofColumn = asset instanceof ColumnAsset;
      if (changed.length > 0) await this.afterEdit(manager, tenantId, { tableId, ofColumn, changed });
      return asset;
    });
    ctx.loaders.clear(); // what they have read of it is old now
    return edited;
  }
}

const tableIdOf = (asset: TableAsset | ColumnAsset): string => (asset instanceof TableAsset ? asset.id : asset.tableId);

async function assetOf(manager: EntityManager, tenantId: string, fqn: Fqn): Promise<TableAsset | ColumnAsset> {
  const [asset] = await assetsByName(manager, tenantId, [fqn]);
  if (asset instanceof TableAsset || asset instanceof ColumnAsset) return asset;
  throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, `There is no such ${levelOf(fqn).toLowerCase()}.`, "fqn");
}

const FORMS = {
  TABLE: "a table: service.database.schema.table",
  COLUMN: "a column: service.database.schema.table.column",
} as const satisfies Partial<Record<AssetLevel, string>>;

function named(text: string, level: keyof typeof FORMS): Fqn {
  const fqn = fqnArgument(text, "fqn");
  if (levelOf(fqn) === level) return fqn;
  throw UserErrors.one(ErrorCode.VALIDATION_ERROR, `The name must be that of ${FORMS[level]}.`, "fqn");
}
