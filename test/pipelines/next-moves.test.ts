import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { makeWorkflows, type WorkflowParts } from "../../src/app/workflows.js";
import { nextMoves, type StepState, wentWell } from "../../src/pipelines/next-moves.js";
import { isFinal, WorkflowRunStatus } from "../../src/runs/run-status.js";
import { STEPS } from "../../src/workflows/run-all-enrichment/steps.js";

const { PENDING, RUNNING, COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED } = WorkflowRunStatus;
const ENDS = [COMPLETED, COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED] as const;

const waiting = { status: PENDING, released: false };
const states = (of: Record<string, Partial<StepState>> = {}): StepState[] =>
  STEPS.map(({ type, dependsOn, waitsFor }) => ({ workflowType: type, dependsOn, waitsFor, ...waiting, ...of[type] }));
const typesOf = (steps: readonly StepState[]) => steps.map(({ workflowType }) => workflowType);

/** Steps of any number that depend on, or wait for, some of those before them; a few are left out. */
const pipelines = fc
  .array(fc.record({ needs: fc.array(fc.nat()), waits: fc.array(fc.nat()), leftOut: fc.nat({ max: 9 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((drawn) =>
    drawn.map(({ needs, waits, leftOut }, index): StepState => {
      const some = (numbers: number[]) => (index ? [...new Set(numbers.map((each) => `S${each % index}`))] : []);
      const status = leftOut === 0 && index > 0 ? null : PENDING;
      return { workflowType: `S${index}`, dependsOn: some(needs), waitsFor: some(waits), status, released: false };
    }),
  );

const all = ({ dependsOn, waitsFor }: StepState) => [...dependsOn, ...waitsFor];
const needed = ({ dependsOn }: StepState) => dependsOn;

/** The steps that are next before one; for one that was left out those before it. */
function before(
  step: StepState,
  steps: readonly StepState[],
  which: (step: StepState) => readonly string[],
): StepState[] {
  return steps
    .filter(({ workflowType }) => which(step).includes(workflowType))
    .flatMap((each) => (each.status === null ? before(each, steps, which) : [each]));
}

/** Lets a pipeline run to its end: `pick` says which of the released steps ends next, and how. */
function play(steps: readonly StepState[], pick: (many: number) => number, check: (now: StepState[]) => void) {
  let now = [...steps];
  const released: string[] = [];
  const reasons = new Map<string, string>();
  for (let round = 0; ; round++) {
    if (round > steps.length + 1) throw new Error("It does not end.");
    const moves = nextMoves(now);
    released.push(...typesOf(moves.release));
    for (const { step, reason } of moves.cancel) reasons.set(step.workflowType, reason);
    now = now.map((step) => {
      if (moves.release.includes(step)) return { ...step, released: true, status: RUNNING };
      return moves.cancel.some((each) => each.step === step) ? { ...step, status: CANCELLED } : step;
    });
    const again = nextMoves(now);
    expect([again.release, again.cancel, again.end]).toEqual([[], [], moves.end]);
    check(now);
    if (moves.end) return { now, released, reasons, end: moves.end };
    const open = now.filter(({ status }) => status === RUNNING);
    const ending = open[pick(open.length)]!;
    now = now.map((step) => (step === ending ? { ...step, status: ENDS[pick(ENDS.length)]! } : step));
  }
}

test("whatever ends however: each step is released once, after what it needs, or cancelled for a step that did not end well", () => {
  fc.assert(
    fc.property(pipelines, fc.infiniteStream(fc.nat()), (steps, numbers) => {
      const pick = (many: number) => numbers.next().value! % many;
      const { now, released, reasons, end } = play(steps, pick, (current) => {
        for (const step of current.filter((each) => each.released)) {
          for (const { status } of before(step, current, all)) expect(isFinal(status!)).toBe(true);
          for (const { status } of before(step, current, needed)) expect([FAILED, CANCELLED]).not.toContain(status);
        }
      });
      const of = new Map(now.map((step) => [step.workflowType, step]));
      expect(new Set(released).size).toBe(released.length);
      for (const step of now) {
        const broken = before(step, now, needed).some(({ status }) => [FAILED, CANCELLED].includes(status!));
        if (step.status === null) expect(step.released).toBe(false);
        else expect([step.workflowType, step.released]).toEqual([step.workflowType, !broken]);
        expect(reasons.has(step.workflowType)).toBe(broken && step.status !== null);
      }
      for (const reason of reasons.values()) {
        const [, type, how] = /(S\d+), which (failed|was cancelled)\.$/.exec(reason)!;
        expect(of.get(type!)).toMatchObject({ released: true, status: how === "failed" ? FAILED : CANCELLED });
      }
      const statuses = now.flatMap(({ status }) => status ?? []);
      if (statuses.every((status) => status === COMPLETED)) expect(end).toBe(COMPLETED);
      else expect(end).toBe(statuses.some(wentWell) ? COMPLETED_WITH_ERRORS : FAILED);
    }),
    { numRuns: 300 },
  );
});

test("the steps of RUN_ALL_ENRICHMENT are types that there are, none before one that it depends on", () => {
  const types = makeWorkflows({} as WorkflowParts).map(({ type }) => type);
  const before = new Set<string>();
  for (const { type, dependsOn, waitsFor } of STEPS) {
    expect(types).toContain(type);
    for (const other of [...dependsOn, ...waitsFor]) expect(before).toContain(other);
    before.add(type);
  }
  expect(before.size).toBe(STEPS.length);
});

test("profiling comes first, and the tags, texts and rules in the order of what they build on", () => {
  expect(typesOf(nextMoves(states()).release)).toEqual(["PROFILING"]);
  const done = { status: COMPLETED, released: true };
  expect(typesOf(nextMoves(states({ PROFILING: done })).release)).toEqual([
    "GENERATE_PII_TAGS",
    "GENERATE_TABLE_DESCRIPTION",
  ]);
});

test("without tags of personal data nothing that relies on them is done; the rest is, and is assessed", () => {
  const done = { status: COMPLETED, released: true };
  const failed = { status: FAILED, released: true };
  const moves = nextMoves(
    states({ PROFILING: done, GENERATE_PII_TAGS: failed, GENERATE_TABLE_DESCRIPTION: { ...done, status: RUNNING } }),
  );
  expect(moves.cancel.map(({ step, reason }) => [step.workflowType, reason])).toEqual([
    ["GENERATE_SENSITIVITY_TAGS", "It depends on GENERATE_PII_TAGS, which failed."],
    ["ENRICH_TABLE_COLUMNS", "It depends in the end on GENERATE_PII_TAGS, which failed."],
    ["GENERATE_DQ_TAGS", "It depends on GENERATE_PII_TAGS, which failed."],
    ["GENERATE_DQ_RULES", "It depends in the end on GENERATE_PII_TAGS, which failed."],
    ["DQ_EXECUTION", "It depends in the end on GENERATE_PII_TAGS, which failed."],
  ]);
  expect(typesOf(moves.release)).toEqual(["DQ_ASSESSMENT"]);
  expect(moves.end).toBeUndefined();
});

test("what comes after a step that was left out still comes after all that is before it", () => {
  const leftOut = { status: null };
  expect(typesOf(nextMoves(states({ GENERATE_DQ_RULES: leftOut })).release)).toEqual(["PROFILING"]);
  const { cancel } = nextMoves(states({ GENERATE_DQ_RULES: leftOut, PROFILING: { status: FAILED, released: true } }));
  expect(cancel.find(({ step }) => step.workflowType === "DQ_EXECUTION")?.reason).toBe(
    "It depends in the end on PROFILING, which failed.",
  );
});
