import { DqDimension, DqRuleKind, DqSeverity } from "../../../quality/rule.model.js";
import { because, type Candidate } from "../candidate.js";
import { roundDown, roundUp } from "../kinds/headroom.js";

/** Of a small table half of the rows come and go sooner. */
const SMALL = 100;
const LEAST_ROWS = 3;

/** Around the present number: what catches a load that broke off or came twice over and over, and not a table that grows. */
export function rowCount(count: number): Candidate[] {
  if (count < LEAST_ROWS) return [];
  const min = Math.max(1, Math.floor(roundDown(count < SMALL ? count / 5 : count / 2)));
  const max = Math.ceil(roundUp(10 * count));
  return [
    {
      definition: { kind: DqRuleKind.ROW_COUNT, min, max },
      columns: [],
      name: `There are ${min} to ${max} rows`,
      dimension: DqDimension.COMPLETENESS,
      severity: DqSeverity.MEDIUM,
      worth: 0.9,
      leastShare: 1,
      trust: 1,
      confidence: 0.7,
      evidence: [because("row count", `The table has ${count} rows now.`, 1)],
    },
  ];
}
