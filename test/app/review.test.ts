import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { ingestedSample, runToEnd } from "../support/sample-service.js";
import { CUSTOMER, type Reviewer, reviewer } from "./review-support.js";

let app: TestApp;
let client: TestClient;
let review: Reviewer;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as({ client: "ann" });
  review = reviewer(client);
  await ingestedSample(client);
});

afterAll(() => app.stop());

const column = (fqn: string) => fqn.split(".").at(-1);
const inbox = async (filter: object) =>
  (
    await client.ask(
      `query ($filter: WorkflowRunApprovalFilter) { workflowRunApprovals(filter: $filter) { nodes { workflowRun { id } } } }`,
      { filter },
    )
  ).workflowRunApprovals.nodes.map(({ workflowRun }: { workflowRun: { id: string } }) => workflowRun.id) as string[];

test("the review story: found, looked at, approved, rejected, reset, and outranked by a person", async () => {
  const { runId, statuses } = await runToEnd(client, "GENERATE_PII_TAGS", CUSTOMER, { saveAll: false });
  expect(statuses.at(-1)).toBe("COMPLETED");

  // Pending changes are seen, and the catalog is untouched.
  const found = await review.run(runId);
  expect(found).toMatchObject({ viewerCanApprove: true, approval: { status: "PENDING", autoSaved: false } });
  const { changes } = found;
  expect(changes.length).toBeGreaterThan(2);
  expect(changes.map(({ decision, before }) => [decision, before])).toEqual(changes.map(() => ["PENDING", null]));
  expect(await review.table()).toMatchObject({ tags: [], requiresApproval: true, history: { nodes: [] } });
  expect((await review.table()).pendingChanges.nodes).toHaveLength(changes.length);
  expect(
    await inbox({ status: "PENDING", workflowType: "GENERATE_PII_TAGS", assetFqn: "PostgreSQL.dvdrental" }),
  ).toEqual([runId]);
  expect(await inbox({ status: "APPROVED", workflowType: "GENERATE_PII_TAGS" })).toEqual([]);

  // Some are approved, some rejected.
  const email = changes.find(({ after }) => after === "PII.Email")!;
  const [rejected, ...others] = changes.filter((change) => change !== email);
  const approved = await review.decide(runId, "APPROVE", { changeIds: [email.id], notes: "An address." });
  expect(approved).toMatchObject({
    userErrors: [],
    approval: { status: "PENDING", notes: "An address.", decidedByClientId: "ann", autoSaved: false },
    outcome: { decided: 1, catalogChanges: 1, conflicts: 0 },
    changes: [{ id: email.id, decision: "APPROVED", decidedByClientId: "ann" }],
  });
  expect(await review.decide(runId, "REJECT", { changeIds: [rejected!.id] })).toMatchObject({
    userErrors: [],
    approval: { status: "PENDING", changeCounts: { pending: others.length, approved: 1, rejected: 1, superseded: 0 } },
    outcome: { decided: 1, catalogChanges: 0 },
  });

  // The catalog shows them with history.
  const email1 = await review.table();
  expect(email1.tags).toEqual(["email PII.Email"]);
  const entry = {
    targetFqn: `${CUSTOMER}.email`,
    kind: "TAG",
    tag: "PII.Email",
    before: null,
    after: "PII.Email",
    clientId: "ann",
    reverts: null,
    workflowRun: { id: runId },
  };
  expect(email1.history.nodes).toMatchObject([entry]);
  const ofColumn = email1.columns.find(({ name }: { name: string }) => name === "email").history.nodes;
  expect(ofColumn).toEqual(email1.history.nodes);

  // The rest at once; then all is decided.
  expect(await review.decide(runId, "APPROVE")).toMatchObject({
    userErrors: [],
    approval: { status: "APPROVED", notes: null },
    outcome: { decided: others.length },
  });
  const wanted = changes
    .filter((change) => change !== rejected)
    .map(({ targetFqn, after }) => `${column(targetFqn)} ${after}`);
  expect((await review.table()).tags.toSorted()).toEqual(wanted.toSorted());
  expect(await review.run(runId)).toMatchObject({ viewerCanApprove: false });
  expect(await review.decide(runId, "REJECT")).toMatchObject({
    userErrors: [{ code: "CONFLICT", path: ["workflowRunId"] }],
    approval: { status: "APPROVED", decidedByClientId: "ann" },
    workflowRun: { id: runId },
    outcome: null,
    changes: [],
  });

  // A reset reverts.
  expect(await review.decide(runId, "RESET", { notes: "Too early." })).toMatchObject({
    userErrors: [],
    approval: {
      status: "PENDING",
      notes: "Too early.",
      changeCounts: { pending: changes.length, approved: 0, rejected: 0 },
    },
    outcome: { decided: changes.length, catalogChanges: wanted.length, conflicts: 0 },
  });
  const reset = await review.table();
  expect(reset.tags).toEqual([]);
  const reverting = reset.history.nodes.find((each: { tag: string }) => each.tag === "PII.Email");
  expect(reverting).toMatchObject({
    before: "PII.Email",
    after: null,
    clientId: "ann",
    workflowRun: null,
    reverts: ofColumn[0].id,
  });

  // A steward's word survives the next run.
  expect(await review.decide(runId, "APPROVE")).toMatchObject({ approval: { status: "APPROVED" } });
  const { updateColumn } = await client.ask(
    `mutation ($input: UpdateColumnInput!) { updateColumn(input: $input) { userErrors { message } } }`,
    { input: { fqn: `${CUSTOMER}.email`, removeTags: ["PII.Email"], addTags: ["PII.WorkAddress"] } },
  );
  expect(updateColumn.userErrors).toEqual([]);
  const next = await runToEnd(client, "GENERATE_PII_TAGS", CUSTOMER);
  const after = await review.run(next.runId);
  expect(after.approval).toMatchObject({ status: "APPROVED", autoSaved: true, decidedByClientId: null });
  expect(after.changes.filter(({ decision }) => decision !== "APPROVED")).toMatchObject([
    { targetFqn: `${CUSTOMER}.email`, after: "PII.Email", decision: "PENDING" },
  ]);
  const { tags } = await review.table();
  expect(tags).toContain("email PII.WorkAddress");
  expect(tags).not.toContain("email PII.Email");

  // What a person said since is built upon, and so is what the later run found again: the first run's reset leaves both.
  const late = await review.decide(runId, "RESET");
  expect(late).toMatchObject({
    userErrors: [{ code: "CONFLICT", path: ["workflowRunId"] }],
    approval: { status: "APPROVED", changeCounts: { approved: changes.length, pending: 0 } },
  });
  expect(late.conflicts.map(({ reason }: { reason: string }) => reason)).toEqual(changes.map(() => "BUILT_UPON"));
  // That of the later run takes back what it found, but for the person's word, which it never touched.
  expect(await review.decide(next.runId, "RESET")).toMatchObject({ userErrors: [], approval: { status: "PENDING" } });
  expect((await review.table()).tags).toContain("email PII.WorkAddress");
});
