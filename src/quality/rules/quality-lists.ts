import type { EntityManager } from "typeorm";
import type { RequestContext } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import { type Connection, type Page, type PageArgs, pageOf, toConnection } from "../../platform/paging.js";
import { validateInput } from "../../platform/validation.js";
import { Conditions } from "./conditions.js";
import { filteredRules, filteredViolations } from "./filter-queries.js";
import { DqRuleFilter, DqViolationFilter } from "./quality-filters.js";
import type { DqRule } from "./rule.entity.js";
import type { DqViolation } from "./violation.entity.js";

type Read<Row> = (manager: EntityManager, conditions: Conditions, page: Page, after: string | null) => Promise<Row[]>;

/** Rules and violations over all of a tenant's tables, the newest first: ids sort by time. */
export class QualityLists {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  async rules(ctx: RequestContext, given: DqRuleFilter, args: PageArgs): Promise<Connection<DqRule>> {
    const filter = Object.assign(new DqRuleFilter(), given);
    await validateInput(filter, ["filter"]);
    return this.page(ctx, `dq-rule-list:${JSON.stringify(filter)}`, args, filteredRules(filter));
  }

  async violations(ctx: RequestContext, given: DqViolationFilter, args: PageArgs): Promise<Connection<DqViolation>> {
    const filter = Object.assign(new DqViolationFilter(), given);
    await validateInput(filter, ["filter"]);
    return this.page(ctx, `dq-violation-list:${JSON.stringify(filter)}`, args, filteredViolations(filter));
  }

  private async page<Row extends { readonly id: string }>(
    { identity: { tenantId } }: RequestContext,
    list: string,
    args: PageArgs,
    read: Read<Row>,
  ): Promise<Connection<Row>> {
    const page = pageOf(args);
    const after = page.cursor === null ? null : String(this.cursors.decode(tenantId, list, page.cursor)[0]);
    const rows = await this.database.tenant(tenantId, (manager) =>
      read(manager, new Conditions(tenantId), page, after),
    );
    return toConnection(rows, page, ({ id }) => this.cursors.encode(tenantId, list, [id]));
  }
}
