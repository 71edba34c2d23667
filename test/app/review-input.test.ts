import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 } from "uuid";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { ingestedSample, runToEnd } from "../support/sample-service.js";
import { type Change, CUSTOMER, type Reviewer, reviewer } from "./review-support.js";

const STAFF = "PostgreSQL.dvdrental.public.staff";

let app: TestApp;
let client: TestClient;
let review: Reviewer;
let runId: string;
let changes: Change[];

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  review = reviewer(client);
  await ingestedSample(client);
  ({ runId } = await runToEnd(client, "GENERATE_PII_TAGS", CUSTOMER, { saveAll: false }));
  ({ changes } = await review.run(runId));
});

afterAll(() => app.stop());

async function refused(
  run: string,
  action: string,
  code: string,
  path: string[],
  words: string,
  more: Readonly<Record<string, unknown>> = {},
) {
  const answer = await review.decide(run, action, more);
  expect(answer.userErrors).toEqual([{ code, path, message: expect.stringContaining(words) }]);
  expect(answer).toMatchObject({ outcome: null, changes: [] });
  return answer;
}

/** Nothing of the run has been decided by it. */
const untouched = async () => {
  expect(await review.run(runId)).toMatchObject({
    approval: { status: "PENDING", decidedAt: null, changeCounts: { pending: changes.length } },
  });
  expect((await review.table()).history.nodes).toEqual([]);
};

test("runs that nobody has, and of types without approval", async () => {
  await refused(v7(), "APPROVE", "RESOURCE_NOT_FOUND", ["workflowRunId"], "no such run");
  await refused("made up", "APPROVE", "RESOURCE_NOT_FOUND", ["workflowRunId"], "no such run");
  const other = reviewer(await app.as({ project: "other" }));
  expect((await other.decide(runId, "APPROVE")).userErrors).toEqual((await other.decide(v7(), "APPROVE")).userErrors);
  const ingestion = await runToEnd(client, "SERVICE_INGESTION", "PostgreSQL");
  await refused(ingestion.runId, "APPROVE", "VALIDATION_ERROR", ["workflowRunId"], "nothing to decide");
  await untouched();
});

test("ids that are not the run's, or named twice, and none of the others is decided", async () => {
  const own = changes[0]!.id;
  const { runId: staffRun } = await runToEnd(client, "GENERATE_PII_TAGS", STAFF, { saveAll: false });
  const [theirs] = (await review.run(staffRun)).changes;
  for (const id of [v7(), "made up", theirs!.id]) {
    await refused(runId, "APPROVE", "RESOURCE_NOT_FOUND", ["changeIds", "1"], "no such change", {
      changeIds: [own, id],
    });
  }
  const twice = [own, own.toUpperCase()];
  expect((await review.decide(runId, "APPROVE", { changeIds: twice })).userErrors).toMatchObject([
    { code: "VALIDATION_ERROR", path: ["changeIds"] },
  ]);
  for (const changeIds of [[], Array.from({ length: 1001 }, () => v7())]) {
    expect((await review.decide(runId, "APPROVE", { changeIds })).userErrors[0]).toMatchObject({
      code: "VALIDATION_ERROR",
      path: ["changeIds"],
    });
  }
  await refused(runId, "RESET", "CONFLICT", ["changeIds", "0"], "not decided", { changeIds: [own] });
  await refused(runId, "RESET", "CONFLICT", ["workflowRunId"], "Nothing of it is decided");
  await untouched();
});

test("notes are bounded, rights are asked for, and filters are checked", async () => {
  await refused(runId, "APPROVE", "VALIDATION_ERROR", ["notes"], "2000", { notes: "x".repeat(2001) });
  await refused(runId, "APPROVE", "VALIDATION_ERROR", ["notes"], "NUL", { notes: "a\0b" });
  const reader = await app.as({ scope: "runs:read" });
  const { errors } = await reader.send(
    `mutation ($input: DecideWorkflowRunApprovalInput!) { decideWorkflowRunApproval(input: $input) { userErrors { code } } }`,
    { input: { workflowRunId: runId, action: "APPROVE" } },
  );
  expect(errors?.[0]?.extensions?.code).toBe("INSUFFICIENT_PERMISSIONS");
  expect(await reviewer(reader).run(runId)).toMatchObject({ viewerCanApprove: false, approval: { status: "PENDING" } });
  const bad = await client.send(`{ workflowRunApprovals(filter: { assetFqn: "a..b" }) { nodes { id } } }`);
  expect(bad.errors?.[0]?.extensions?.code).toBe("VALIDATION_ERROR");
  await untouched();
});

test("what is decided already is a conflict that shows the present state", async () => {
  const [first, second] = changes;
  const notes = "x".repeat(2000);
  expect(await review.decide(runId, "APPROVE", { changeIds: [first!.id], notes })).toMatchObject({
    userErrors: [],
    approval: { notes },
  });
  for (const action of ["APPROVE", "REJECT"]) {
    const { approval } = await refused(runId, action, "CONFLICT", ["changeIds", "1"], "APPROVED already", {
      changeIds: [second!.id, first!.id],
    });
    expect(approval).toMatchObject({
      status: "PENDING",
      notes,
      changeCounts: { approved: 1, pending: changes.length - 1 },
    });
  }
  await review.decide(runId, "REJECT");
  await refused(runId, "APPROVE", "CONFLICT", ["workflowRunId"], "APPROVED already");
});

test("the inbox pages, newest first, and is the tenant's own", async () => {
  const PAGE = `query ($after: Cursor) { workflowRunApprovals(first: 1, after: $after, filter: { workflowType: GENERATE_PII_TAGS }) {
    nodes { workflowRun { id } } pageInfo { hasNextPage endCursor } } }`;
  const { workflowRunApprovals: first } = await client.ask(PAGE);
  const { workflowRunApprovals: second } = await client.ask(PAGE, { after: first.pageInfo.endCursor });
  expect(first.pageInfo.hasNextPage).toBe(true);
  expect(second).toMatchObject({ nodes: [{ workflowRun: { id: runId } }], pageInfo: { hasNextPage: false } });
  const other = await app.as({ project: "other" });
  expect((await other.ask(PAGE)).workflowRunApprovals.nodes).toEqual([]);
  expect((await other.send(PAGE, { after: first.pageInfo.endCursor })).errors?.[0]?.extensions?.code).toBe(
    "INVALID_REQUEST",
  );
});

const PROFILE = `{ dataAsset(fqn: "${STAFF}") { ... on Table {
  rowCount profiles(first: 10) { nodes { runId takenAt } } profile { rowCount rowsRead sizeBytes candidateKeys mode columns { name distinctCount min max mostFrequent { value count } } }
} } }`;
const profile = async () => (await client.ask(PROFILE)).dataAsset;

test("profiles are saved when they are approved, taken away by a reset, and saved again as they were", async () => {
  const asked = await runToEnd(client, "PROFILING", STAFF, { saveAll: false });
  expect(await profile()).toMatchObject({ profile: null, rowCount: null });
  const saved = await runToEnd(client, "PROFILING", STAFF);
  expect((await review.run(asked.runId)).approval).toMatchObject({
    status: "REJECTED",
    supersededByRun: { id: saved.runId },
  });
  const first = await profile();
  expect(await review.decide(saved.runId, "RESET")).toMatchObject({
    userErrors: [],
    approval: { status: "PENDING", autoSaved: false },
    outcome: { profiles: 1 },
  });
  expect(await profile()).toMatchObject({ profile: null });
  expect(await review.decide(saved.runId, "APPROVE")).toMatchObject({
    userErrors: [],
    approval: { status: "APPROVED" },
    outcome: { profiles: 1 },
  });
  expect((await profile()).profile).toEqual(first.profile);
  await refused(saved.runId, "APPROVE", "CONFLICT", ["workflowRunId"], "APPROVED already");
  const third = await runToEnd(client, "PROFILING", STAFF, { saveAll: false });
  const fourth = await runToEnd(client, "PROFILING", "PostgreSQL.dvdrental.public.store");
  expect((await review.run(third.runId)).approval).toMatchObject({ status: "PENDING" }); // another table's
  await refused(third.runId, "APPROVE", "RESOURCE_NOT_FOUND", ["changeIds", "0"], "no such change", {
    changeIds: [v7()],
  });
  expect(await review.decide(third.runId, "APPROVE")).toMatchObject({
    userErrors: [],
    outcome: { profiles: 1, decided: 0 },
  });
  expect((await profile()).profiles.nodes.map((each: { runId: string }) => each.runId)).toEqual([
    third.runId,
    saved.runId,
  ]);
  expect(await review.decide(fourth.runId, "REJECT")).toMatchObject({ userErrors: [{ code: "CONFLICT" }] });
});

test("rules are masked in the history as in proposed changes", async () => {
  await runToEnd(client, "GENERATE_DQ_RULES", CUSTOMER);
  const HISTORY = `{ dataAsset(fqn: "${CUSTOMER}") { ... on Table { history(first: 100) { nodes { kind after } } } } }`;
  const rules = async (as: TestClient) =>
    (await as.ask(HISTORY)).dataAsset.history.nodes.filter(({ kind }: { kind: string }) => kind === "DQ_RULE");
  const seen = await rules(client);
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter(({ after }: { after: string }) => after === "***")).toEqual([]);
  const masked = await rules(await app.as({ scope: "runs:read" }));
  expect(masked).toEqual(seen.map(({ kind }: { kind: string }) => ({ kind, after: "***" })));
});
