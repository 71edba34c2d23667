import { z } from "zod";
import { type ColumnAsset } from "../../assets/catalog/column.entity.js";
import { TableAsset } from "../../assets/catalog/table.entity.js";
import { ProposedChangeKind as Kind } from "../../assets/changes/change.model.js";
import type { RequestContext } from "../../platform/context.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { formatFqn } from "../../platform/fqn.js";
import { fqnArgument } from "../../platform/fqn-argument.js";
import { qualityScore } from "../../quality/scorecard/scores.js";
import { ChangePage, changeOf } from "../approvals/change.schemas.js";
import { fqn, pageArgs, pageQuery, restPage, several } from "../fields.js";
import { lower } from "../names.js";
import { jsonRoute } from "../route.js";
import type { RestServices } from "../services.js";
import { tagOf, textOf } from "./annotation.schemas.js";
import { ruleOf } from "./rule.schemas.js";
import { rulesOfTable } from "./rules-of-table.js";
import { type ColumnAnswer, Table, type TableAnswer } from "./table.schemas.js";

const TABLE_FQN = z.object({ table_fqn: fqn("The table's fully qualified name.") });
const PENDING_PAGE = 100;

async function findTable({ catalog }: RestServices, ctx: RequestContext, name: string): Promise<TableAsset> {
  const asset = await catalog.find(ctx, fqnArgument(name, "table_fqn"));
  if (asset instanceof TableAsset) return asset;
  throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such table.", "table_fqn");
}

/** What is said of a table or column. */
async function annotated({ annotations }: RestServices, ctx: RequestContext, { id }: TableAsset | ColumnAsset) {
  const [description, displayName, definition, tags] = await Promise.all([
    annotations.text(ctx, id, Kind.DESCRIPTION),
    annotations.text(ctx, id, Kind.DISPLAY_NAME),
    annotations.text(ctx, id, Kind.BUSINESS_DEFINITION),
    annotations.tags(ctx, id),
  ]);
  return {
    description: textOf(description),
    display_name: textOf(displayName),
    business_definition: textOf(definition),
    tags: tags.map(tagOf),
  };
}

const ofQuality = (tags: readonly { name: string }[]) => tags.filter(({ name }) => name.startsWith("DataQuality."));

async function tableOf(services: RestServices, ctx: RequestContext, table: TableAsset): Promise<TableAnswer> {
  const { rules, truncated } = await rulesOfTable(services, ctx, table);
  const executions = await Promise.all(rules.map(({ id }) => services.dqRules.latestExecution(ctx, id)));
  const rulesOf = (column: string | null) =>
    rules.flatMap((rule, index) => (rule.columnName === column ? [ruleOf(ctx, rule, executions[index]!)] : []));
  const columnOf = async (column: ColumnAsset): Promise<ColumnAnswer> => {
    const said = await annotated(services, ctx, column);
    return {
      fqn: formatFqn(column.fqn),
      name: column.name,
      ordinal: column.ordinal,
      type: column.type,
      nullable: column.nullable,
      comment: column.comment,
      ...said,
      data_quality: { tags: ofQuality(said.tags) as typeof said.tags, rules: rulesOf(column.name) },
    };
  };
  const [said, columns, scorecard, waits] = await Promise.all([
    annotated(services, ctx, table),
    services.catalog.columns(ctx, table),
    services.scorecards.now(ctx, table),
    services.pendingChanges.are(ctx, table.id),
  ]);
  return {
    fqn: formatFqn(table.fqn),
    name: table.name,
    kind: lower(table.tableKind),
    comment: table.comment,
    estimated_rows: table.estimatedRows,
    ...said,
    data_quality: {
      score: qualityScore(scorecard),
      tags: ofQuality(said.tags) as typeof said.tags,
      rules: rulesOf(null),
      rules_truncated: truncated,
    },
    columns: await Promise.all(columns.map(columnOf)),
    requires_approval: waits,
    pending_changes: null,
  };
}

const pendingOf = ({ pendingChanges }: RestServices, ctx: RequestContext, table: TableAsset, page: object) =>
  pendingChanges.of(ctx, { tableId: table.id, columnId: null }, page);

export const getTable = jsonRoute({
  method: "GET",
  path: "/tables/{table_fqn}",
  id: "getTable",
  tag: "Assets",
  summary: "Read a table",
  description: "With its columns, and what is known of them.",
  scope: "runs:read",
  params: TABLE_FQN,
  query: z.strictObject({
    include: several(z.enum(["pending_changes"]), "What to add: changes that wait for a decision."),
  }),
  answer: Table,
  errors: [ErrorCode.RESOURCE_NOT_FOUND],
  handle: async ({ ctx, params, query }, services) => {
    const table = await findTable(services, ctx, params.table_fqn);
    const answer = await tableOf(services, ctx, table);
    if (!query.include?.includes("pending_changes")) return answer;
    const changes = await pendingOf(services, ctx, table, { first: PENDING_PAGE });
    return { ...answer, pending_changes: restPage(changes, changeOf(ctx)) };
  },
});

export const listPendingChanges = jsonRoute({
  method: "GET",
  path: "/tables/{table_fqn}/pending-changes",
  id: "listPendingChanges",
  tag: "Assets",
  summary: "List what waits for a decision",
  description: "What completed runs propose for a table and its columns, in the order in which it was found.",
  scope: "runs:read",
  params: TABLE_FQN,
  query: z.strictObject(pageQuery()),
  answer: ChangePage,
  errors: [ErrorCode.RESOURCE_NOT_FOUND],
  renamed: { first: "limit", after: "cursor" },
  handle: async ({ ctx, params, query }, services) => {
    const table = await findTable(services, ctx, params.table_fqn);
    return restPage(await pendingOf(services, ctx, table, pageArgs(query)), changeOf(ctx));
  },
});
