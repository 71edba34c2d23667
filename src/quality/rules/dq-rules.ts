import type { EntityManager } from "typeorm";
import type { TableAsset } from "../../assets/catalog/table.entity.js";
import { tablesById } from "../../assets/catalog/tables-by-id.js";
import type { RequestContext } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import type { Fqn } from "../../platform/fqn.js";
import { isId } from "../../platform/ids.js";
import { loaderOf } from "../../platform/loader.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../../platform/paging.js";
import type { DqRuleExecution } from "./execution.entity.js";
import type { DqRule, DqRuleStatus } from "./rule.entity.js";
import {
  executionsPages,
  openViolations,
  type RulesKey,
  rulesById,
  rulesPages,
  type ViolationsKey,
  violationsPages,
} from "./rule-queries.js";
import type { DqViolation, DqViolationStatus } from "./violation.entity.js";

/** Rules, executions and violations, read for clients. Ids sort by time. */
export class DqRules {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  /** Of a table, or of one of its columns; in the order in which they were found. */
  rules(
    ctx: RequestContext,
    { tableId, column }: Pick<RulesKey, "tableId" | "column">,
    wanted: readonly DqRuleStatus[],
    args: PageArgs,
  ): Promise<Connection<DqRule>> {
    const statuses = [...new Set(wanted)].sort();
    const list = `dq-rules:${JSON.stringify([tableId, column, statuses])}`;
    return this.page(ctx, list, args, (after, size) =>
      this.loader(ctx, "rules", rulesPages).load({ tableId, column, statuses, after, size }),
    );
  }

  async rule(ctx: RequestContext, id: string): Promise<DqRule | null> {
    return isId(id) ? this.loader(ctx, "rule", rulesById).load(id.toLowerCase()) : null;
  }

  /** Null where it is not in the catalog any more. */
  async table(ctx: RequestContext, tableId: string): Promise<TableAsset | null> {
    const found = await this.loader(ctx, "table", tablesById).load(tableId);
    return found?.isThere ? found.table : null;
  }

  /** The column that a rule is about, or else its table; under the name that it had where it is gone. */
  async targetFqn(ctx: RequestContext, { tableId, columnName }: DqRule): Promise<Fqn> {
    const found = await this.loader(ctx, "table", tablesById).load(tableId);
    if (!found) throw new Error("A rule whose table is gone.");
    const { fqn } = found.table;
    return columnName === null ? fqn : [...fqn, columnName];
  }

  async latestExecution(ctx: RequestContext, ruleId: string): Promise<DqRuleExecution | null> {
    const [latest] = await this.loader(ctx, "executions", executionsPages).load({ ruleId, after: null, size: 1 });
    return latest ?? null;
  }

  /** Of a rule, newest first. */
  executions(ctx: RequestContext, ruleId: string, args: PageArgs): Promise<Connection<DqRuleExecution>> {
    return this.page(ctx, `dq-executions:${ruleId}`, args, (after, size) =>
      this.loader(ctx, "executions", executionsPages).load({ ruleId, after, size }),
    );
  }

  openViolation(ctx: RequestContext, ruleId: string): Promise<DqViolation | null> {
    return this.loader(ctx, "open violation", openViolations).load(ruleId);
  }

  /** Of a table, newest first. */
  violations(
    ctx: RequestContext,
    tableId: ViolationsKey["tableId"],
    status: DqViolationStatus | null,
    args: PageArgs,
  ): Promise<Connection<DqViolation>> {
    return this.page(ctx, `dq-violations:${tableId}:${status ?? ""}`, args, (after, size) =>
      this.loader(ctx, "violations", violationsPages).load({ tableId, status, after, size }),
    );
  }

  private loader<Key, Value>(
    ctx: RequestContext,
    name: string,
    read: (manager: EntityManager, tenantId: string, keys: readonly Key[]) => Promise<Value[]>,
  ) {
    const { tenantId } = ctx.identity;
    return loaderOf(ctx, `quality:${name}`, (keys: readonly Key[]) =>
      this.database.tenant(tenantId, (manager) => read(manager, tenantId, keys)),
    );
  }

  private async page<T extends { readonly id: string }>(
    { identity: { tenantId } }: RequestContext,
    list: string,
    args: PageArgs,
    read: (after: string | null, size: number) => Promise<T[]>,
  ): Promise<Connection<T>> {
    const page = pageOf(args);
    const after = page.cursor === null ? null : String(this.cursors.decode(tenantId, list, page.cursor)[0]);
    const rows = await read(after, page.limit + 1);
    return toConnection(rows, page, ({ id }) => this.cursors.encode(tenantId, list, [id]));
  }
}
