import { MetricTotals } from "../../quality/metrics/metric.model.js";
import { ruleResults } from "../../quality/metrics/rule-results.js";
import type { Assessment, Measured } from "../assessment/assessment-workflow.js";
import {
  DqAssessmentOutput,
  DqAssessmentParameters,
  DqAssessmentParametersInput,
  RuleCounts,
} from "./dq-assessment.types.js";
import { columnDqMetrics, dqMetrics } from "./dq-metrics.js";

interface TableResult extends Measured {
  readonly rules: RuleCounts;
}

/** Measures each dimension of data quality from the latest executions of the active rules, and from the latest profile. */
export const dqAssessment: Assessment<DqAssessmentParametersInput, DqAssessmentOutput, TableResult> = {
  type: "DQ_ASSESSMENT",
  name: "Data quality assessment",
  description: "Measures each dimension of data quality from what rules and profiles found.",
  member: "dqAssessment",
  parametersInput: DqAssessmentParametersInput,
  parametersType: DqAssessmentParameters,
  outputType: DqAssessmentOutput,
  measure: async ({ id, profile, columns }, manager, tenantId) => {
    const results = await ruleResults(manager, tenantId, id);
    const rules = noRules();
    for (const result of results) add(rules, result);
    return {
      result: { values: dqMetrics(results, profile), rules },
      columns: columns.map((column) => ({
        columnId: column.id,
        values: columnDqMetrics(column.name, results, profile),
      })),
    };
  },
  summarize: async (results) => {
    const rules = noRules();
    const output = Object.assign(new DqAssessmentOutput(), { tables: 0, tablesUnmeasured: 0, rules });
    const totals = new MetricTotals();
    for await (const { result } of results) {
      output.tables++;
      if (result.values.every(({ assetCount }) => assetCount === 0)) output.tablesUnmeasured++;
      add(rules, result.rules);
      totals.add(result.values);
    }
    output.metrics = totals.list();
    return output;
  },
};

const noRules = () => Object.assign(new RuleCounts(), { passed: 0, failed: 0, inError: 0, notExecuted: 0 });

function add(counts: RuleCounts, more: RuleCounts): void {
  for (const key of ["passed", "failed", "inError", "notExecuted"] as const) counts[key] += more[key];
}
