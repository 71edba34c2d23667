import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { ingestedSample, runToEnd } from "../support/sample-service.js";
import { CUSTOMER, type Reviewer, reviewer } from "./review-support.js";

let app: TestApp;
let client: TestClient;
let review: Reviewer;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  review = reviewer(client);
  await ingestedSample(client);
});

afterAll(() => app.stop());

test("200 decisions at once on one run end in one; the others see what was decided", async () => {
  const { runId } = await runToEnd(client, "GENERATE_PII_TAGS", CUSTOMER, { saveAll: false });
  const { changes } = await review.run(runId);
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      review.decide(runId, index % 2 ? "APPROVE" : "REJECT", { notes: `decision ${index}` }),
    ),
  );
  const won = answers.filter(({ userErrors }) => userErrors.length === 0);
  expect(won).toHaveLength(1);
  const { approval } = await review.run(runId);
  const isApproved = approval.status === "APPROVED";
  expect(won[0]).toMatchObject({
    approval: { status: approval.status, notes: approval.notes },
    outcome: { decided: changes.length },
  });
  for (const { userErrors, approval: seen } of answers.filter((answer) => answer !== won[0])) {
    expect(userErrors).toMatchObject([{ code: "CONFLICT", path: ["workflowRunId"] }]);
    expect(seen).toMatchObject({ status: approval.status, notes: approval.notes, decidedAt: approval.decidedAt });
  }
  const after = await review.run(runId);
  expect(new Set(after.changes.map(({ decision }) => decision))).toEqual(new Set([approval.status]));
  const table = await review.table();
  expect(table.tags).toHaveLength(isApproved ? changes.length : 0);
  expect(table.history.nodes).toHaveLength(isApproved ? changes.length : 0);
});

test("decisions at once on different changes of a run all count, and the last one settles it", async () => {
  const { runId } = await runToEnd(client, "ENRICH_TABLE_COLUMNS", CUSTOMER, { saveAll: false });
  const { changes } = await review.run(runId);
  const answers = await Promise.all(
    changes.map(({ id }, index) => review.decide(runId, index % 2 ? "APPROVE" : "REJECT", { changeIds: [id] })),
  );
  expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  const { approval } = await review.run(runId);
  expect(approval).toMatchObject({
    status: "APPROVED",
    changeCounts: { pending: 0, approved: Math.floor(changes.length / 2), rejected: Math.ceil(changes.length / 2) },
  });
  expect(answers.filter((answer) => answer.approval.status === "APPROVED")).toHaveLength(1);
});
