import type { EntityManager } from "typeorm";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import { MetricTotals } from "../../quality/metrics/metric.model.js";
import { activeRules } from "../../quality/rules/active-rules.js";
import type { Assessment, Measured } from "../assessment/assessment-workflow.js";
import { lastLookedAt } from "../runs-of-table.js";
import {
  MetadataAssessmentOutput,
  MetadataAssessmentParameters,
  MetadataAssessmentParametersInput,
} from "./metadata-assessment.types.js";
import { metadataMetrics } from "./metadata-metrics.js";

interface TableResult extends Measured {
  readonly columns: number;
}

/** Measures how well tables are described, tagged, keyed and profiled. */
export const metadataAssessment: Assessment<MetadataAssessmentParametersInput, MetadataAssessmentOutput, TableResult> =
  {
    type: "METADATA_ASSESSMENT",
    name: "Metadata assessment",
    description: "Measures how well tables and columns are described, tagged, keyed and profiled.",
    member: "metadataAssessment",
    parametersInput: MetadataAssessmentParametersInput,
    parametersType: MetadataAssessmentParameters,
    outputType: MetadataAssessmentOutput,
    measure: async (facts, manager, tenantId) => {
      const rules = await activeRules(manager, tenantId, [facts.id]);
      const assessed = await columnsAssessed(facts, manager, tenantId);
      const { values, columns } = metadataMetrics(facts, { assessed, activeRules: rules.get(facts.id)?.length ?? 0 });
      return { result: { columns: facts.columns.length, values }, columns };
    },
    summarize: async (results) => {
      const output = Object.assign(new MetadataAssessmentOutput(), { tables: 0, columns: 0 });
      const totals = new MetricTotals();
      for await (const { result } of results) {
        output.tables++;
        output.columns += result.columns;
        totals.add(result.values);
      }
      output.metrics = totals.list();
      return output;
    },
  };

/** Columns that were there when a run last looked for personal data in their table. */
async function columnsAssessed(
  { id, fqn }: TableFacts,
  manager: EntityManager,
  tenantId: string,
): Promise<ReadonlySet<string>> {
  const looked = await lastLookedAt(manager, tenantId, "GENERATE_PII_TAGS", fqn);
  if (!looked) return new Set();
  const rows = (await manager.query(
    `select id from catalog_column
     where tenant_id = $1 and table_id = $2 and gone_at is null and first_seen_at <= $3`,
    [tenantId, id, looked],
  )) as { id: string }[];
  return new Set(rows.map((row) => row.id));
}
