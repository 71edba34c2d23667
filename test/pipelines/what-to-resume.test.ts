import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type EarlierStep, whatToResume } from "../../src/pipelines/what-to-resume.js";
import { WorkflowRunStatus } from "../../src/runs/run-status.js";
import { STEPS } from "../../src/workflows/run-all-enrichment/steps.js";

const { COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED } = WorkflowRunStatus;

const earlier = (statuses: Record<string, WorkflowRunStatus | null>) =>
  new Map(
    STEPS.map(({ type }): [string, EarlierStep] => {
      const status = type in statuses ? statuses[type]! : COMPLETED;
      return [type, { workflowType: type, runId: status && `run of ${type}`, status }];
    }),
  );
const notReused = (statuses: Record<string, WorkflowRunStatus | null>) =>
  Object.fromEntries([...whatToResume(STEPS, earlier(statuses))].filter(([, how]) => how !== "REUSE"));

test("what failed is done anew with all that builds on it, and what measures it", () => {
  expect(notReused({ GENERATE_DQ_RULES: FAILED, DQ_EXECUTION: CANCELLED })).toEqual({
    GENERATE_DQ_RULES: "ANEW",
    DQ_EXECUTION: "ANEW",
    METADATA_ASSESSMENT: "ANEW",
    DQ_ASSESSMENT: "ANEW",
  });
});

test("of what ended with errors only the failed targets are done again; what builds on it is done anew", () => {
  expect(notReused({ GENERATE_DQ_RULES: COMPLETED_WITH_ERRORS })).toEqual({
    GENERATE_DQ_RULES: "FAILED_TARGETS",
    DQ_EXECUTION: "ANEW",
    METADATA_ASSESSMENT: "ANEW",
    DQ_ASSESSMENT: "ANEW",
  });
});

test("what was left out changes nothing for what comes after it", () => {
  expect(notReused({ PROFILING: null })).toEqual({ PROFILING: "ANEW" });
});

test("only what ended well is reused, and never what builds on something that is done again", () => {
  const statuses = fc.constantFrom(COMPLETED, COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED);
  fc.assert(
    fc.property(fc.array(statuses, { minLength: STEPS.length, maxLength: STEPS.length }), (drawn) => {
      const before = Object.fromEntries(STEPS.map(({ type }, index) => [type, drawn[index]!]));
      const found = whatToResume(STEPS, earlier(before));
      for (const { type, dependsOn } of STEPS) {
        const builtOnNew = dependsOn.some((other) => found.get(other) !== "REUSE");
        if (builtOnNew) expect(found.get(type)).toBe("ANEW");
        else if (before[type] === FAILED || before[type] === CANCELLED) expect(found.get(type)).toBe("ANEW");
        else if (found.get(type) === "REUSE") expect(before[type]).toBe(COMPLETED);
      }
    }),
  );
});
