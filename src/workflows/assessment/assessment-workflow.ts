import type { EntityManager } from "typeorm";
import type { Catalog } from "../../assets/catalog/catalog.service.js";
import { loadTableFacts } from "../../assets/facts/load-table-facts.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import type { MetricValue } from "../../quality/metrics/metric.model.js";
import { lastChange, saveSnapshots } from "../../quality/metrics/save-snapshots.js";
import type { MeasuredColumn } from "../../quality/metrics/table-assessment.entity.js";
import type { ExecuteContext, TaskOutcome, Workflow } from "../contract.js";
import { planTables } from "../enrichment/enrichment-workflow.js";
import { checkInclude, commonParent, includedTables } from "../enrichment/include.js";
import { WorkflowCategory } from "../workflow-type.js";

/** What a task answers of its table; beside the values whatever the output adds up. */
export interface Measured {
  readonly values: readonly MetricValue[];
}

/** What was measured of a table, and of each of its columns. */
export interface MeasuredTable<T extends Measured> {
  readonly result: T;
  readonly columns: readonly MeasuredColumn[];
}

type Described = "type" | "name" | "description" | "member" | "parametersInput" | "parametersType" | "outputType";

/** A workflow type that measures one table at a time, from what our own database knows of it. Its one option is `include`. */
export interface Assessment<P extends object, O extends object, T extends Measured>
  extends Pick<Workflow<P, O>, Described> {
  /** The same for the same state of the catalog. */
  measure(facts: TableFacts, manager: EntityManager, tenantId: string): Promise<MeasuredTable<T>>;
  summarize(results: AsyncIterable<{ readonly result: T }>): Promise<O>;
}

/** Makes a workflow of an assessment: one task a table, whose metrics are saved in the transaction that completes it. */
export function assessmentWorkflow<P extends object, O extends object, T extends Measured>(
  { catalog }: { readonly catalog: Catalog },
  { measure, summarize, ...described }: Assessment<P, O, T>,
): Workflow<P, O> {
  return {
    ...described,
    category: WorkflowCategory.ASSESSMENT,
    levels: ["SERVICE", "DATABASE", "SCHEMA", "TABLE"],
    needsCatalog: true,
    defaults: { include: null },
    narrowed: (_asset, parameters) => includedTables(parameters)?.map((fqn) => ({ fqn, option: "include" })) ?? [],
    assetOf: commonParent,
    check: (asset, parameters) => checkInclude(asset, parameters, described.member),
    plan: (context) => planTables({ catalog }, context, 0),
    execute: (context) => execute(catalog, measure, context),
    finish: ({ results }) => summarize(results() as AsyncIterable<{ result: T }>),
  };
}

async function execute<T extends Measured>(
  catalog: Catalog,
  measure: Assessment<object, object, T>["measure"],
  { tenantId, runId, target, saveAll, transact }: ExecuteContext<object>,
): Promise<TaskOutcome> {
  const found = await transact(async (manager) => {
    const table = await catalog.resolve(manager, tenantId, target);
    const seen = table && (await lastChange(manager, tenantId, table.id));
    const facts = await loadTableFacts(manager, tenantId, target);
    return table && facts && { tableId: table.id, seen: seen!, ...(await measure(facts, manager, tenantId)) };
  });
  if (!found) return { status: "SKIPPED", reason: "The table is not in the catalog any more." };
  const { tableId, seen, result, columns } = found;
  if (!saveAll) return { status: "SUCCEEDED", result };
  const snapshots = { tenantId, runId, tableId, values: result.values, columns, lastChange: seen };
  return { status: "SUCCEEDED", result, save: (manager) => saveSnapshots(manager, snapshots) };
}
