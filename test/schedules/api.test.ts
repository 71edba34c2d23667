import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 } from "uuid";
import { until } from "../runs/system.js";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { createRun, defaultConfiguration, ingestedSample, statusesOf } from "../support/sample-service.js";

let app: TestApp;
let client: TestClient;
let now = new Date("2026-03-28T12:00:00Z");
beforeAll(async () => {
  app = await startTestApp({ clock: async () => now });
  client = await app.as();
  await ingestedSample(client);
});
afterAll(() => app.stop());

const SCHEDULE = `schedule { cronExpression timezone startDate enabled overlapPolicy saveAll clientId lastFiredAt nextTimes(first: 3) }`;
const SET = `mutation ($input: SetWorkflowScheduleInput!) {
  answer: setWorkflowSchedule(input: $input) { workflowConfiguration { id ${SCHEDULE} } userErrors { code path message } }
}`;
const REMOVE = `mutation ($input: RemoveWorkflowScheduleInput!) {
  answer: removeWorkflowSchedule(input: $input) { workflowConfiguration { ${SCHEDULE} } userErrors { code path } }
}`;
const EVENT = `event {
  ... on RunCompletedEvent { configuration { id } statuses }
  ... on TableChangedEvent { assetFqn }
  ... on RuleFailedEvent { onAsset: assetFqn minimumSeverity ruleId }
}`;
const TRIGGER = `workflowTrigger { id enabled overlapPolicy saveAll clientId configuration { id } ${EVENT} } userErrors { code path message }`;
const CREATE_TRIGGER = `mutation ($input: CreateWorkflowTriggerInput!) { answer: createWorkflowTrigger(input: $input) { ${TRIGGER} } }`;
const UPDATE_TRIGGER = `mutation ($input: UpdateWorkflowTriggerInput!) { answer: updateWorkflowTrigger(input: $input) { ${TRIGGER} } }`;
const REMOVE_TRIGGER = `mutation ($input: RemoveWorkflowTriggerInput!) { answer: removeWorkflowTrigger(input: $input) { ${TRIGGER} } }`;
const FIRINGS = `query ($id: ID!, $first: Int, $after: Cursor) {
  workflowConfiguration(id: $id) {
    triggers { id }
    firings(first: $first, after: $after) {
      nodes { scheduledFor firedAt cause outcome reason missedTimes depth trigger { id } causedByRun { id } workflowRun { id status workflowType } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

const change = async (mutation: string, input: object, as = client) => (await as.ask(mutation, { input })).answer;

async function configuration(workflowType: string, name: string, assetFqn: string | null, more: object = {}) {
  const { createWorkflowConfiguration: answer } = await client.ask(
    `mutation ($input: CreateWorkflowConfigurationInput!) {
      createWorkflowConfiguration(input: $input) { workflowConfiguration { id } userErrors { message } }
    }`,
    { input: { workflowType, name, assetFqn, ...more } },
  );
  expect(answer.userErrors).toEqual([]);
  return answer.workflowConfiguration.id as string;
}
const LANGUAGE = "PostgreSQL.dvdrental.public.language";

const firingsOf = async (id: string, count: number) =>
  until(`${count} firings`, async () => {
    const { nodes } = (await client.ask(FIRINGS, { id })).workflowConfiguration.firings;
    return nodes.length >= count && nodes.every(({ outcome }: any) => outcome !== "QUEUED") && nodes;
  });

test("a schedule is set, shown, fires, and is removed", async () => {
  const id = await configuration("PROFILING", "At night", LANGUAGE);
  const none = await client.ask(`query ($id: ID!) { workflowConfiguration(id: $id) { ${SCHEDULE} } }`, { id });
  expect(none.workflowConfiguration.schedule).toBeNull();
  const set = await change(SET, { configurationId: id, cronExpression: " 30 2 * * * ", timezone: "Europe/Berlin" });
  expect(set).toEqual({
    userErrors: [],
    workflowConfiguration: {
      id,
      schedule: {
        ...{ cronExpression: "30 2 * * *", timezone: "Europe/Berlin", startDate: null, enabled: true },
        ...{ overlapPolicy: "SKIP", saveAll: true, clientId: "tester", lastFiredAt: null },
        // The clock leaps over 02:30 on the 29th.
        nextTimes: ["2026-03-29T01:30:00.000Z", "2026-03-30T00:30:00.000Z", "2026-03-31T00:30:00.000Z"],
      },
    },
  });
  now = new Date("2026-03-29T01:30:10Z");
  const [firing] = await firingsOf(id, 1);
  expect(firing).toMatchObject({
    ...{ scheduledFor: "2026-03-29T01:30:00.000Z", firedAt: "2026-03-29T01:30:10.000Z", cause: "SCHEDULE" },
    ...{ outcome: "STARTED", reason: null, missedTimes: 0, depth: 0, trigger: null, causedByRun: null },
    workflowRun: { workflowType: "PROFILING" },
  });
  expect((await statusesOf(client, firing.workflowRun.id)).at(-1)).toBe("COMPLETED");
  now = new Date("2026-03-30T01:00:00Z");
  await firingsOf(id, 2);
  const first = (await client.ask(FIRINGS, { id, first: 1 })).workflowConfiguration.firings;
  expect(first.nodes[0].scheduledFor).toBe("2026-03-30T00:30:00.000Z");
  const { endCursor: after } = first.pageInfo;
  const second = (await client.ask(FIRINGS, { id, first: 1, after })).workflowConfiguration.firings;
  expect(second.nodes[0].scheduledFor).toBe("2026-03-29T01:30:00.000Z");
  expect(second.pageInfo.hasNextPage).toBe(false);
  const off = await change(SET, { configurationId: id, cronExpression: "0 0 * * *", enabled: false });
  expect(off.workflowConfiguration.schedule).toMatchObject({
    ...{ enabled: false, timezone: "UTC", nextTimes: [], lastFiredAt: "2026-03-30T01:00:00.000Z" },
  });
  expect(await change(REMOVE, { configurationId: id })).toEqual({
    userErrors: [],
    workflowConfiguration: { schedule: null },
  });
  expect((await change(REMOVE, { configurationId: id })).userErrors).toEqual([
    { code: "RESOURCE_NOT_FOUND", path: ["configurationId"] },
  ]);
});

test("the preview of what is not set, and what is wrong with it", async () => {
  now = new Date("2026-10-24T12:00:00Z");
  const preview = async (variables: object) =>
    (
      await client.ask(
        `query ($cron: String!, $zone: String! = "UTC", $start: DateTime) {
          previewSchedule(cronExpression: $cron, timezone: $zone, startDate: $start) { times userErrors { code path message } }
        }`,
        variables as Record<string, unknown>,
      )
    ).previewSchedule;
  expect(await preview({ cron: "0 * * * SUN", zone: "Europe/Berlin", start: "2026-10-24T23:30:00Z" })).toEqual({
    userErrors: [],
    times: ["00", "01", "02", "03", "04"].map((hour) => `2026-10-25T${hour}:00:00.000Z`),
  });
  const wrong = async (variables: object) => {
    const { times, userErrors } = await preview(variables);
    expect(times).toEqual([]);
    return userErrors;
  };
  expect(await wrong({ cron: "0 0 30 2 *" })).toEqual([
    {
      code: "VALIDATION_ERROR",
      path: ["cronExpression"],
      message: "It never fires: none of these months has such a day.",
    },
  ]);
  expect(await wrong({ cron: "* * * * * *" })).toMatchObject([{ code: "VALIDATION_ERROR", path: ["cronExpression"] }]);
  expect(await wrong({ cron: "0 0 * * *", zone: "Mars/Olympus" })).toMatchObject([
    { code: "VALIDATION_ERROR", path: ["timezone"] },
  ]);
  expect(await wrong({ cron: "0 0 * * *", start: "9999-01-01T00:00:00Z" })).toMatchObject([
    { code: "VALIDATION_ERROR", path: ["startDate"] },
  ]);
  expect((await preview({ cron: "0 0 29 2 *", start: "8000-01-01T00:00:00Z" })).times[0]).toBe(
    "8000-02-29T00:00:00.000Z",
  );
});

test("bad schedules are refused with code and path, and set nothing", async () => {
  const id = await configuration("PROFILING", "Refused", LANGUAGE);
  const withoutAsset = await defaultConfiguration(client, "PROFILING");
  const refused = async (input: object, as = client) =>
    (await change(SET, { configurationId: id, cronExpression: "0 0 * * *", ...input }, as)).userErrors.map(
      ({ code, path }: any) => [code, ...path],
    );
  expect(await refused({ cronExpression: "0 0 30 2 *" })).toEqual([["VALIDATION_ERROR", "cronExpression"]]);
  expect(await refused({ cronExpression: "@every 1s" })).toEqual([["VALIDATION_ERROR", "cronExpression"]]);
  expect(await refused({ cronExpression: "" })).toEqual([["VALIDATION_ERROR", "cronExpression"]]);
  expect(await refused({ cronExpression: `${"1,".repeat(500)}1 * * * *` })).toEqual([
    ["VALIDATION_ERROR", "cronExpression"],
  ]);
  expect(await refused({ timezone: "Mars/Olympus" })).toEqual([["VALIDATION_ERROR", "timezone"]]);
  expect(await refused({ configurationId: withoutAsset })).toEqual([["VALIDATION_ERROR", "configurationId"]]);
  expect(await refused({ configurationId: v7() })).toEqual([["RESOURCE_NOT_FOUND", "configurationId"]]);
  const stranger = await app.as({ project: "stranger" });
  expect(await refused({}, stranger)).toEqual([["RESOURCE_NOT_FOUND", "configurationId"]]);
  const reader = await app.as({ scope: "runs:read" });
  const { errors } = await reader.send(SET, { input: { configurationId: id, cronExpression: "0 0 * * *" } });
  expect(errors?.[0]?.extensions?.code).toBe("INSUFFICIENT_PERMISSIONS");
  const { workflowConfiguration } = await client.ask(
    `query ($id: ID!) { workflowConfiguration(id: $id) { schedule { enabled } } }`,
    { id },
  );
  expect(workflowConfiguration.schedule).toBeNull();
});

test("a run that is named by the options needs no asset of the configuration", async () => {
  const parameters = { generateTableDescription: { include: [LANGUAGE] } };
  const id = await configuration("GENERATE_TABLE_DESCRIPTION", "By its options", null, { parameters });
  const { userErrors } = await change(SET, {
    configurationId: id,
    cronExpression: "0 0 * * *",
    startDate: "2900-01-01T00:00:00Z",
  });
  expect(userErrors).toEqual([]);
});

test("triggers: made, changed, shown with what they wait for, removed", async () => {
  const a = await configuration("PROFILING", "First", LANGUAGE);
  const b = await configuration("GENERATE_PII_TAGS", "Second", LANGUAGE);
  const made = await change(CREATE_TRIGGER, { configurationId: b, event: { runCompleted: { configurationId: a } } });
  const { id } = made.workflowTrigger;
  expect(made).toEqual({
    userErrors: [],
    workflowTrigger: {
      ...{ id, enabled: true, overlapPolicy: "SKIP", saveAll: true, clientId: "tester", configuration: { id: b } },
      event: { configuration: { id: a }, statuses: ["COMPLETED", "COMPLETED_WITH_ERRORS"] },
    },
  });
  const runId = await createRun(client, { configurationId: a });
  const [firing] = await firingsOf(b, 1);
  expect(firing).toMatchObject({
    cause: "TRIGGER",
    outcome: "STARTED",
    depth: 1,
    trigger: { id },
    causedByRun: { id: runId },
  });
  await statusesOf(client, firing.workflowRun.id);
  const event = { tableChanged: { assetFqn: "PostgreSQL.dvdrental.public" } };
  const changed = await change(UPDATE_TRIGGER, { id, event, overlapPolicy: "QUEUE", saveAll: false });
  expect(changed.workflowTrigger).toMatchObject({
    ...{ overlapPolicy: "QUEUE", saveAll: false, event: { assetFqn: "PostgreSQL.dvdrental.public" } },
  });
  expect((await change(REMOVE_TRIGGER, { id })).userErrors).toEqual([]);
  const { workflowConfiguration } = await client.ask(FIRINGS, { id: b });
  expect(workflowConfiguration.triggers).toEqual([]);
  expect(workflowConfiguration.firings.nodes[0].trigger).toBeNull();
  expect((await change(UPDATE_TRIGGER, { id, enabled: true })).userErrors).toMatchObject([
    { code: "RESOURCE_NOT_FOUND", path: ["id"] },
  ]);
});

test("bad triggers are refused with code and path", async () => {
  const id = await configuration("PROFILING", "Untriggered", LANGUAGE);
  const ingestion = await configuration("SERVICE_INGESTION", "Ingestion", "PostgreSQL");
  const refused = async (event: object, configurationId = id) =>
    (await change(CREATE_TRIGGER, { configurationId, event })).userErrors.map(({ code, path }: any) => [
      code,
      path.join("."),
    ]);
  const at = (member: string) => `event.${member}`;
  expect(await refused({ runCompleted: { configurationId: v7() } })).toEqual([
    ["RESOURCE_NOT_FOUND", at("runCompleted.configurationId")],
  ]);
  expect(await refused({ runCompleted: { configurationId: ingestion, statuses: ["PENDING"] } })).toEqual([
    ["VALIDATION_ERROR", at("runCompleted.statuses")],
  ]);
  expect(await refused({ runCompleted: { configurationId: ingestion, statuses: [] } })).toEqual([
    ["VALIDATION_ERROR", at("runCompleted.statuses")],
  ]);
  expect(await refused({ tableChanged: { assetFqn: "NoSuchService" } })).toEqual([
    ["RESOURCE_NOT_FOUND", at("tableChanged.assetFqn")],
  ]);
  expect(await refused({ tableChanged: { assetFqn: `${LANGUAGE}.name` } })).toEqual([
    ["VALIDATION_ERROR", at("tableChanged.assetFqn")],
  ]);
  expect(await refused({ tableChanged: { assetFqn: "a..b" } })).toEqual([
    ["VALIDATION_ERROR", at("tableChanged.assetFqn")],
  ]);
  expect(await refused({ ruleFailed: { assetFqn: `${LANGUAGE}.nothing` } })).toEqual([
    ["RESOURCE_NOT_FOUND", at("ruleFailed.assetFqn")],
  ]);
  expect(await refused({ ruleFailed: { ruleId: v7() } })).toEqual([["RESOURCE_NOT_FOUND", at("ruleFailed.ruleId")]]);
  expect(await refused({ runCompleted: { configurationId: id } })).toEqual([["CONFLICT", "event"]]);
  const { answer } = await client.ask(CREATE_TRIGGER, {
    input: { configurationId: ingestion, event: { tableChanged: { assetFqn: LANGUAGE } } },
  });
  expect(answer.userErrors).toMatchObject([
    { code: "CONFLICT", message: "The triggers would go round in a circle: Ingestion → Ingestion.", path: ["event"] },
  ]);
  const two = { runCompleted: { configurationId: ingestion }, ruleFailed: {} };
  const { errors } = await client.send(CREATE_TRIGGER, { input: { configurationId: id, event: two } });
  expect(errors).toBeDefined();
});

test("a pipeline is under way as long as any of its steps: it is skipped, or cancelled with its steps", async () => {
  const id = await configuration("RUN_ALL_ENRICHMENT", "Everything", LANGUAGE);
  const set = (overlapPolicy: string) =>
    change(SET, { configurationId: id, cronExpression: "* * * * *", overlapPolicy });
  const fire = async (minute: number, count: number) => {
    now = new Date(Date.UTC(2026, 11, 1, 12, minute));
    return (await firingsOf(id, count))[0];
  };
  now = new Date(Date.UTC(2026, 11, 1, 11, 59));
  expect((await set("SKIP")).userErrors).toEqual([]);
  const first = await fire(0, 1);
  expect(await fire(1, 2)).toMatchObject({ outcome: "SKIPPED", workflowRun: null });
  await set("CANCEL_RUNNING");
  const second = await fire(2, 3);
  await change(REMOVE, { configurationId: id });
  expect(second.outcome).toBe("STARTED");
  expect((await statusesOf(client, first.workflowRun.id)).at(-1)).toBe("CANCELLED");
  expect((await statusesOf(client, second.workflowRun.id)).at(-1)).toBe("COMPLETED");
});
