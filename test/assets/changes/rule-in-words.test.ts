import { expect, test } from "@jest/globals";
import { ruleInWords } from "../../../src/assets/changes/rule-in-words.js";

test.each([
  [0.57, "57"],
  [0.29, "29"],
  [0.995, "99.5"],
  [0.999999, "99.9999"],
])("a threshold of %p is said as it was given", (threshold, percent) => {
  expect(ruleInWords({ name: "a rule", threshold })).toBe(`a rule, in at least ${percent} % of the rows that it asks`);
});
