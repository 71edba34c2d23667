import { TableKind } from "../../assets/catalog/table-kind.js";
import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import type { LanguageModel } from "../../platform/language-model/language-model.js";
import { knownRules } from "../../quality/rules/known-rules.js";
import { SourceError } from "../../sources/source-error.js";
import type { ExecuteContext, Workflow } from "../contract.js";
import type { Found } from "../enrichment/enrichment.js";
import { type EnrichmentParts, enrichmentWorkflow } from "../enrichment/enrichment-workflow.js";
import { summarizeWithModel } from "../language-model/with-language-model.js";
import { TableSkipped } from "../profiling/profile-table.js";
import { WorkflowCategory } from "../workflow-type.js";
import { asFinding } from "./as-finding.js";
import { findRules } from "./find-rules.js";
import {
  DEFAULTS,
  GenerateDqRulesOutput,
  GenerateDqRulesParameters,
  GenerateDqRulesParametersInput,
} from "./generate-dq-rules.types.js";
import { modelRules, settled } from "./model-rules.js";
import { MOST_DROPPED_OF_TABLE, summary, type TaskResult } from "./summary.js";

type Parameters = GenerateDqRulesParametersInput;

interface Parts extends EnrichmentParts {
  readonly languageModel: LanguageModel | null;
}

/** Proposes data quality rules, one task a table. */
export function generateDqRules(parts: Parts): Workflow<Parameters, GenerateDqRulesOutput> {
  const workflow = enrichmentWorkflow<Parameters, GenerateDqRulesOutput, TaskResult>(parts, {
    type: "GENERATE_DQ_RULES",
    category: WorkflowCategory.DATA_QUALITY,
    name: "Data quality rules",
    description: "Proposes data quality rules that the rows keep, each measured on rows that it was not learned from.",
    defaults: DEFAULTS,
    member: "generateDqRules",
    parametersInput: GenerateDqRulesParametersInput,
    parametersType: GenerateDqRulesParameters,
    outputType: GenerateDqRulesOutput,
    readsSource: () => true,
    owns: ({ kind }) => kind === ProposedChangeKind.DQ_RULE,
    find: (facts, { context }) => find(parts, facts, context),
    summarize: (results) => summarizeWithModel(summary, parts.languageModel, results),
  });
  return {
    ...workflow,
    execute: async (context) => {
      try {
        return await workflow.execute(context);
      } catch (error) {
        if (error instanceof TableSkipped) return { status: "SKIPPED", reason: error.reason };
        throw error;
      }
    },
  };
}

async function find(
  { services, sources, catalog, languageModel, statementTimeoutMs }: Parts,
  facts: TableFacts,
  { tenantId, taskId, signal, parameters, transact }: ExecuteContext<Parameters>,
): Promise<Found<TaskResult>> {
  const [service, database] = facts.fqn;
  const target = await transact(async (manager) => {
    const found = await catalog.resolve(manager, tenantId, [service]);
    if (!found) throw SourceError.of("SOURCE_SERVICE_REMOVED");
    return services.target(manager, tenantId, found.serviceId, database);
  });
  const { useValidation } = parameters;
  // Rules of a model that nobody checks are proposed to nobody. It is asked before the source holds a snapshot.
  const asks = useValidation && facts.kind !== TableKind.VIEW;
  const ofModel = languageModel && asks ? await modelRules(languageModel, facts, signal) : undefined;
  const session = await sources.open(target, {
    applicationName: `data-readiness/${taskId}`,
    statementTimeoutMs,
    signal,
  });
  try {
    const input = {
      schema: facts.schema,
      name: facts.name,
      constraints: facts.constraints,
      piiTags: piiTags(facts),
      valuesMayLeave: target.rowsMayLeave,
    };
    const found = await findRules(session, input, useValidation, ofModel?.candidates);
    const { table, rows, columnsSkipped, rules, dropped } = ofModel ? settled(ofModel, found) : found;
    // A column that came since the catalog was read has no asset that a rule could be shown at.
    const known = new Set(facts.columns.map(({ name }) => name));
    const shown = rules.filter(({ candidate }) => candidate.columns.every((name) => known.has(name)));
    const byKind = Map.groupBy(shown, ({ definition }) => definition.kind);
    const present = await transact((manager) => knownRules(manager, tenantId, facts.id));
    return {
      findings: shown.map((rule) => asFinding(rule, table, useValidation)),
      result: {
        rows,
        columnsSkipped,
        byKind: Object.fromEntries([...byKind].map(([kind, some]) => [kind, some.length]).toSorted()),
        droppedCount: dropped.length,
        dropped: dropped.slice(0, MOST_DROPPED_OF_TABLE),
        validated: useValidation,
        ...(ofModel && { modelWork: ofModel.work }),
      },
      known: present,
    };
  } finally {
    await session.close();
  }
}

/** Tags of personal data, by column. */
function piiTags({ columns }: TableFacts): ReadonlyMap<string, readonly string[]> {
  const tagsOf = ({ annotations }: TableFacts["columns"][number]) =>
    annotations
      .filter(({ kind, name }) => kind === ProposedChangeKind.TAG && name.startsWith("PII."))
      .map(({ name }) => name);
  return new Map(columns.map((column) => [column.name, tagsOf(column)]));
}
