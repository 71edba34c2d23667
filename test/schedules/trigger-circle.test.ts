import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { circleThrough } from "../../src/schedules/trigger-circle.js";

const configuration = (
  id: string,
  workflowType = "PROFILING",
  assetFqn: string | null = "S.d.s",
  isDefault = false,
) => ({
  id,
  name: id,
  workflowType,
  assetFqn,
  isDefault,
});
const after = (source: string, configurationId: string) => ({
  configurationId,
  eventKind: "RUN_COMPLETED" as const,
  sourceConfigurationId: source,
  asset: null,
});
const when = (eventKind: "TABLE_CHANGED" | "RULE_FAILED", asset: string[] | null, configurationId: string) => ({
  ...{ configurationId, eventKind, asset },
  sourceConfigurationId: null,
});

test("the circle is told from the configuration back to itself", () => {
  const all = ["a", "b", "c", "d"].map((id) => configuration(id));
  expect(circleThrough(after("a", "a"), [], all)).toEqual(["a", "a"]);
  expect(circleThrough(after("c", "a"), [after("a", "b"), after("b", "c"), after("a", "d")], all)).toEqual([..."abca"]);
  expect(circleThrough(after("d", "a"), [after("a", "b"), after("b", "c"), after("a", "c")], all)).toBeUndefined();
});

test("an ingestion of the same service causes changes of tables; execution of rules, and a pipeline, failing rules", () => {
  const all = [
    configuration("ingestion", "SERVICE_INGESTION", "S"),
    configuration("other ingestion", "SERVICE_INGESTION", "T"),
    configuration("execution", "DQ_EXECUTION", "S.d"),
    configuration("pipeline", "RUN_ALL_ENRICHMENT", "S"),
    configuration("default", "DQ_RULES", null, true),
  ];
  const table = ["S", "d", "s", "t"];
  expect(circleThrough(when("TABLE_CHANGED", table, "ingestion"), [], all)).toEqual(["ingestion", "ingestion"]);
  expect(circleThrough(when("TABLE_CHANGED", ["T"], "ingestion"), [], all)).toBeUndefined();
  expect(circleThrough(when("RULE_FAILED", table, "execution"), [], all)).toEqual(["execution", "execution"]);
  expect(circleThrough(when("RULE_FAILED", null, "pipeline"), [], all)).toEqual(["pipeline", "pipeline"]);
  expect(circleThrough(when("RULE_FAILED", ["S", "e"], "execution"), [], all)).toBeUndefined();
  expect(circleThrough(after("execution", "ingestion"), [when("TABLE_CHANGED", ["S", "d"], "execution")], all)).toEqual(
    [...["ingestion", "execution", "ingestion"]],
  );
  // The steps of a pipeline are runs of default configurations.
  expect(circleThrough(after("default", "pipeline"), [], all)).toEqual(["pipeline", "pipeline"]);
});

test("whatever triggers are let in one after the other, nothing can come back to itself", () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const all = names.map((id) => configuration(id));
  const wish = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names));
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 25 }), (wishes) => {
      const kept: ReturnType<typeof after>[] = [];
      for (const [source, target] of wishes) {
        const added = after(source, target);
        const circle = circleThrough(added, kept, all);
        if (!circle) kept.push(added);
        else {
          expect(circle.at(0)).toBe(circle.at(-1));
          const edges = new Set([...kept, added].map((edge) => `${edge.sourceConfigurationId}${edge.configurationId}`));
          for (let at = 1; at < circle.length; at++) expect(edges).toContain(`${circle[at - 1]}${circle[at]}`);
        }
      }
      // In an order of ever more sources taken away, nothing may be left.
      let left = kept;
      for (const _ of names)
        left = left.filter((edge) => left.some((e) => e.configurationId === edge.sourceConfigurationId));
      expect(left).toEqual([]);
    }),
  );
});
