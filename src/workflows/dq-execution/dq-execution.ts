import type { Catalog } from "../../assets/catalog/catalog.service.js";
import { loadTableFacts } from "../../assets/facts/load-table-facts.js";
import { personalColumns } from "../../assets/facts/personal-columns.js";
import type { DataServices } from "../../assets/services/data-services.js";
import { DqRuleKind } from "../../quality/rule.model.js";
import { activeRules, tablesWithRules } from "../../quality/rules/active-rules.js";
import type { DqRule } from "../../quality/rules/rule.entity.js";
import { saveExecutions } from "../../quality/rules/save-executions.js";
import type { IsCatalogued } from "../../quality/sql-safety.js";
import type { Sources } from "../../sources/sources.js";
import type { ExecuteContext, PlanContext, PlannedTask, TaskOutcome, Workflow } from "../contract.js";
import { MOST_SESSIONS, TableSkipped } from "../profiling/profile-table.js";
import { WorkflowCategory } from "../workflow-type.js";
import {
  DEFAULTS,
  DqExecutionOutput,
  DqExecutionParameters,
  DqExecutionParametersInput,
} from "./dq-execution.types.js";
import { executeRules } from "./execute-rules.js";
import { summary, type TaskResult, taskResult } from "./summary.js";

export interface DqExecutionParts {
  readonly services: DataServices;
  readonly sources: Sources;
  readonly catalog: Catalog;
  readonly statementTimeoutMs: number;
}

type Parameters = DqExecutionParametersInput;

/** Below this many rows another session costs more than it helps. */
const WORTH_A_SESSION = 100_000;

const sessionsFor = (rows: number | null): number => ((rows ?? 0) < WORTH_A_SESSION ? 1 : MOST_SESSIONS);

/** Executes the active rules of tables, one task a table. */
export function dqExecution(parts: DqExecutionParts): Workflow<Parameters, DqExecutionOutput> {
  return {
    type: "DQ_EXECUTION",
    category: WorkflowCategory.DATA_QUALITY,
    name: "Data quality execution",
    description: "Executes the active data quality rules of tables, and keeps what violates them.",
    levels: ["SERVICE", "DATABASE", "SCHEMA", "TABLE"],
    defaults: DEFAULTS,
    member: "dqExecution",
    parametersInput: DqExecutionParametersInput,
    parametersType: DqExecutionParameters,
    outputType: DqExecutionOutput,
    needsCatalog: true,
    plan: (context) => plan(parts, context),
    execute: (context) => execute(parts, context),
    finish: (context) => summary(context.results() as AsyncIterable<{ result: TaskResult }>),
  };
}

function plan({ catalog }: DqExecutionParts, context: PlanContext<Parameters>): Promise<PlannedTask[]> {
  const { tenantId, asset } = context;
  return context.transact(async (manager) => {
    const tables = await catalog.tablesUnder(manager, tenantId, asset);
    const ids = tables.map(({ id }) => id);
    const withRules = await tablesWithRules(manager, tenantId, ids);
    return tables
      .filter(({ id }) => withRules.has(id))
      .map(({ fqn, serviceId, estimatedRows }) => ({
        target: fqn,
        serviceId,
        connections: sessionsFor(estimatedRows),
        estimatedRows: estimatedRows ?? undefined,
      }));
  });
}

async function execute(parts: DqExecutionParts, context: ExecuteContext<Parameters>): Promise<TaskOutcome> {
  const { tenantId, runId, target: fqn, saveAll, signal } = context;
  const found = await load(parts, context);
  if (typeof found === "string") return { status: "SKIPPED", reason: found };
  const { facts, rules, target, isCatalogued } = found;
  try {
    const outcomes = await executeRules({
      sources: parts.sources,
      target,
      table: { schema: facts.schema, name: facts.name },
      signal,
      applicationName: `data-readiness/${context.taskId}`,
      statementTimeoutMs: parts.statementTimeoutMs,
      rules,
      sessions: sessionsFor(facts.estimatedRows),
      keyLimit: saveAll && target.rowsMayLeave ? context.parameters.failingKeyLimit : 0,
      personal: personalColumns(facts),
      isCatalogued,
      progress: context.progress,
    });
    const result = taskResult(fqn, rules, outcomes);
    if (!saveAll) return { status: "SUCCEEDED", result };
    return {
      status: "SUCCEEDED",
      result,
      save: (manager) => saveExecutions(manager, { tenantId, runId, rules, outcomes }),
    };
  } catch (error) {
    if (error instanceof TableSkipped) return { status: "SKIPPED", reason: error.reason };
    throw error;
  }
}

/** Or why there is nothing to do. */
function load(
  { services, catalog }: DqExecutionParts,
  { tenantId, target: fqn, transact }: ExecuteContext<Parameters>,
) {
  return transact(async (manager) => {
    const service = await catalog.resolve(manager, tenantId, [fqn[0]]);
    if (!service) return "The data service is not registered any more.";
    const facts = await loadTableFacts(manager, tenantId, fqn);
    if (!facts) return "The table is not in the catalog any more.";
    const rules = (await activeRules(manager, tenantId, [facts.id])).get(facts.id);
    if (!rules) return "The table has no active rules any more.";
    const target = await services.target(manager, tenantId, service.serviceId, fqn[1]);
    const names = needsNames(rules) ? await catalog.tablesUnder(manager, tenantId, [fqn[0], fqn[1]!]) : [];
    const known = new Set(names.map((table) => JSON.stringify([table.fqn[2], table.fqn[3]])));
    const isCatalogued: IsCatalogued = (schema, table) => known.has(JSON.stringify([schema, table]));
    return { facts, rules, target, isCatalogued };
  });
}

/** What a rule's own SQL may read. */
const needsNames = (rules: readonly DqRule[]): boolean => rules.some(({ kind }) => kind === DqRuleKind.SQL);
