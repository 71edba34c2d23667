import { expect, test } from "@jest/globals";
import { compileRule } from "../../../src/quality/compile-rule.js";
import { DqRuleKind as K, type RuleDefinition } from "../../../src/quality/rule.model.js";
import { DqRule } from "../../../src/quality/rules/rule.entity.js";
import type { RuleToRun } from "../../../src/workflows/dq-execution/rule-to-run.js";
import { shareRules } from "../../../src/workflows/dq-execution/share-rules.js";

const NAMES = Array.from({ length: 40 }, (_, index) => `c${index}`);
const columns = NAMES.map((name) => ({ name, type: "text" }));
const table = { columns: NAMES.map((name, index) => ({ name, ordinal: index + 1 })) };
const parent = { schema: "public", table: "parent", columns: ["id"] };

const toRun = (definition: RuleDefinition): RuleToRun => ({
  rule: Object.assign(new DqRule(), { definition }),
  compiled: compileRule(definition, { schema: "public", name: "t", columns }),
  durationMs: 0,
});
const ofEach = (definition: (column: string) => RuleDefinition) => NAMES.map((name) => toRun(definition(name)));
const notNull = ofEach((column) => ({ kind: K.NOT_NULL, column }));
const accepted = ofEach((column) => ({ kind: K.ACCEPTED_VALUES, column, values: ["a", "b"] }));
const patterns = ofEach((column) => ({ kind: K.PATTERN, column, pattern: "^a" }));
const references = ofEach((column) => ({ kind: K.REFERENTIAL, columns: [column], target: parent }));
const unique = ofEach((column) => ({ kind: K.UNIQUE, columns: [column] }));

const share = (rules: readonly RuleToRun[], scans = 2, values = 0) => shareRules(rules, scans, values, table);
const columnOf = ({ rule }: RuleToRun) => (rule.definition as { column: string }).column;

test("each rule is asked once, in scans that hold what a statement can", () => {
  const all = [...notNull, ...accepted, ...patterns, ...references, ...unique];
  for (const [rules, scans] of [
    [all, 2],
    [all, 1],
    [Array.from({ length: 20 }, () => ofEach((column) => ({ kind: K.NOT_NULL, column }))).flat(), 2],
    [[], 2],
  ] as const) {
    const shared = share(rules, scans);
    expect(shared.flat()).toHaveLength(rules.length);
    expect(new Set(shared.flat())).toEqual(new Set(rules));
    for (const scan of shared) {
      const expressions = scan.reduce(
        (sum, { compiled }) => sum + (compiled.form === "ROW" ? compiled.expressions : 0),
        0,
      );
      const lookups = scan.filter(({ compiled }) => compiled.form === "ROW" && compiled.joined);
      const proofs = scan.filter(({ compiled }) => compiled.form === "AGGREGATE");
      expect(expressions).toBeLessThanOrEqual(24);
      expect(lookups.length).toBeLessThanOrEqual(4);
      expect(proofs.length).toBeLessThanOrEqual(2);
      expect(scan.length).toBeLessThanOrEqual(500);
    }
  }
});

test("few cheap rules are worth one scan only, whoever could help", () => {
  expect(share(notNull.slice(0, 20))).toHaveLength(1);
  expect(share(accepted)).toHaveLength(2);
});

test("one of two sessions proves, the other has the more conditions, those of the last columns", () => {
  const [first, second, ...others] = share([...accepted.slice(0, 20), ...unique.slice(5, 6)]);
  expect(others).toEqual([]);
  expect(first).toContain(unique[5]);
  const conditions = first!.filter((rule) => rule !== unique[5]);
  expect(conditions.length).toBeLessThan(second!.length);
  expect(conditions.length).toBeGreaterThan(2);
  expect([...conditions, ...second!].map(columnOf)).toEqual(NAMES.slice(0, 20));
});

test("a session that tells values apart has fewer of the other rules", () => {
  expect(share(accepted, 2, 3)[1]!.length).toBeLessThan(share(accepted)[1]!.length);
});
