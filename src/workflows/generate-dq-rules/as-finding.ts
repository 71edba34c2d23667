import { type Finding, Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import { ruleInWords } from "../../assets/changes/rule-in-words.js";
import type { RuleTable } from "../../quality/compile/compiled-rule.js";
import { ruleSql } from "../../quality/compile-rule.js";
import type { RuleDetail } from "../../quality/rules/rule-detail.js";
import { signatureOf } from "../../quality/rules/signature.js";
import { because } from "./candidate.js";
import type { FoundRule } from "./rank.js";

/**
 * A rule as the run proposes it. The name tells a table's rules apart by what they are about, not by their bounds: a rule whose
 * bounds moved with the data stays the same rule, with its history.
 */
export function asFinding(rule: FoundRule, table: RuleTable, validated: boolean): Finding {
  const { candidate, definition, threshold, confidence, heldRows, heldFailing } = rule;
  const { columns, name, dimension, severity } = candidate;
  const detail: RuleDetail = { name, definition, dimension, severity, threshold, sql: ruleSql(definition, table) };
  const held = heldFailing === 0 ? "all of them keep it" : `${heldFailing} of them don't keep it`;
  const seen =
    candidate.origin === Origin.LANGUAGE_MODEL
      ? "Proposed by a language model that saw no row; of half of the rows"
      : "Learned on one half of the rows; of the other";
  const measured = candidate.confidence === undefined && heldRows > 0;
  return {
    column: columns.length === 1 ? columns[0]! : null,
    kind: ProposedChangeKind.DQ_RULE,
    name: signatureOf(definition, candidate.form),
    value: ruleInWords({ name, threshold }),
    confidence,
    justification: {
      summary: [
        measured ? `${seen}, ${heldRows} rows were checked, and ${held}.` : "What speaks for it is listed.",
        validated ? "" : "Its SQL was not validated.",
      ]
        .filter((sentence) => sentence !== "")
        .join(" "),
      evidence: [
        ...(measured
          ? [
              because(
                "values: rows that it was not learned from",
                `${heldRows - heldFailing} of ${heldRows} keep it.`,
                1.5,
              ),
            ]
          : []),
        ...candidate.evidence,
      ].toSorted((a, b) => b.weight - a.weight),
    },
    origin: candidate.origin ?? Origin.RULES,
    detail,
  };
}
