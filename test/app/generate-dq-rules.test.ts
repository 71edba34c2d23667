import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { ingestedSample, runToEnd } from "../support/sample-service.js";

const RUN = `query ($id: ID!) { workflowRun(id: $id) {
  output { ... on GenerateDqRulesOutput { tables tablesWithoutRules rules validated droppedCount rulesByKind { kind rules } dropped { targetFqn name reason } } }
  tasks(first: 100) { nodes { targetFqn status } }
  proposedChanges(first: 100) { nodes { targetFqn kind after confidence decision justification { summary evidence { source detail weight } } } }
} }`;
const RULES = `query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { ... on Table {
  dqRules(first: 100) { nodes { id column name kind dimension severity threshold sql status origin confidence definition } } } } }`;

let app: TestApp;
let client: TestClient;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  await ingestedSample(client);
});

afterAll(() => app.stop());

const rulesOf = async (table: string) => {
  const { dataAsset } = await client.ask(RULES, { fqn: `PostgreSQL.dvdrental.public.${table}` });
  return dataAsset.dqRules.nodes as { id: string; name: string; kind: string; definition: string }[];
};

async function run(more: Record<string, unknown> = {}, asset = "PostgreSQL.dvdrental") {
  const { runId, statuses } = await runToEnd(client, "GENERATE_DQ_RULES", asset, more);
  expect(statuses.at(-1)).toBe("COMPLETED");
  const { workflowRun } = await client.ask(RUN, { id: runId });
  return workflowRun;
}

test("rules of the sample database are proposed, saved as active rules, and found again byte by byte", async () => {
  const first = await run();
  expect(
    first.tasks.nodes.filter(({ status }: { status: string }) => !["SUCCEEDED", "SKIPPED"].includes(status)),
  ).toEqual([]);
  expect(first.output.rules).toBeGreaterThan(50);
  expect(first.output.validated).toBe(true);
  const rental = await rulesOf("rental");
  expect(rental.map(({ name }) => name)).toContain("rental_date is not after return_date");
  const payment = await rulesOf("payment");
  expect(payment.map(({ name }) => name)).toContain("rental_id occurs in rental.rental_id");
  for (const { justification } of first.proposedChanges.nodes) {
    expect(justification.summary).not.toBe("");
    expect(justification.evidence.length).toBeGreaterThan(0);
  }
  const second = await run();
  expect(
    JSON.stringify([
      second.output,
      second.proposedChanges.nodes.map(({ decision: _, ...rest }: { decision: string }) => rest),
    ]),
  ).toBe(
    JSON.stringify([
      first.output,
      first.proposedChanges.nodes.map(({ decision: _, ...rest }: { decision: string }) => rest),
    ]),
  );
  // The same rules, with their ids and so with their history.
  expect(await rulesOf("rental")).toEqual(rental);
});

test("without saveAll rules are proposed only, and without validation they say so", async () => {
  const other = await app.as({ project: "other" });
  await ingestedSample(other);
  const configuration = { saveAll: false, parameters: { generateDqRules: { useValidation: false } } };
  const { runId } = await runToEnd(other, "GENERATE_DQ_RULES", "PostgreSQL.dvdrental.public.rental", configuration);
  const { workflowRun } = await other.ask(RUN, { id: runId });
  expect(workflowRun.output.validated).toBe(false);
  expect(workflowRun.proposedChanges.nodes.length).toBeGreaterThan(3);
  for (const { decision, justification } of workflowRun.proposedChanges.nodes) {
    expect(decision).toBe("PENDING");
    expect(justification.summary).toContain("Its SQL was not validated.");
  }
  const { dataAsset } = await other.ask(RULES, { fqn: "PostgreSQL.dvdrental.public.rental" });
  expect(dataAsset.dqRules.nodes).toEqual([]);
});

test("the rules that were proposed hold when they are executed", async () => {
  await runToEnd(client, "DQ_EXECUTION", "PostgreSQL.dvdrental");
  const { dataAsset } = await client.ask(
    `query { dataAsset(fqn: "PostgreSQL.dvdrental.public.rental") { ... on Table { dqRules(first: 100) { nodes { name latestExecution { status rowsFailing } } } } } }`,
  );
  const failed = dataAsset.dqRules.nodes.filter(
    (rule: { latestExecution: { status: string } }) => rule.latestExecution.status !== "PASSED",
  );
  expect(failed).toEqual([]);
});
