/** What must compile, and what must not: checked against the packed package by test/typed-client/package.test.ts. */
import {
  type Client,
  type CreateWorkflowRunInput,
  createClient,
  type DqRuleInput,
  FollowPipelineDocument,
  type GatewayError,
  ListRunsDocument,
  type RunAndWaitOptions,
  RunDetailDocument,
  type RunDetailQuery,
  RunEventsDocument,
  RunOutputDocument,
  type Transition,
  UserErrorsError,
  ViewerDocument,
  type WorkflowRunStatus,
} from "@data-readiness/client";

type Same<Left, Right> = (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;
const holds = <_ extends true>() => {};

declare const client: Client;
declare const status: WorkflowRunStatus;

export async function requests() {
  const detail = await client.request(RunDetailDocument, { id: "…" });
  holds<Same<typeof detail, RunDetailQuery>>();
  holds<Same<NonNullable<typeof detail.workflowRun>["startedAt"], string>>();
  holds<Same<NonNullable<typeof detail.workflowRun>["completedAt"], string | null>>();
  await client.request(ViewerDocument);
  await client.request(ViewerDocument, {}, { signal: new AbortController().signal });
  await client.request(ListRunsDocument);
  await client.request(ListRunsDocument, { filter: { statuses: ["RUNNING"] }, first: 5 });

  // @ts-expect-error a variable that is required
  await client.request(RunDetailDocument);
  // @ts-expect-error of another type
  await client.request(RunDetailDocument, { id: 1 });
  // @ts-expect-error that the operation does not have
  await client.request(RunDetailDocument, { id: "…", name: "…" });
  // @ts-expect-error a status that there is not
  await client.request(ListRunsDocument, { filter: { statuses: ["LOST"] } });
  // @ts-expect-error a field that the operation does not ask for
  detail.workflowRun?.createdByClientId;
  // @ts-expect-error null, where a run is not there
  detail.workflowRun.id;
  // @ts-expect-error answers are read only
  if (detail.workflowRun) detail.workflowRun.id = "…";
}

export async function outputs() {
  const { workflowRun } = await client.request(RunOutputDocument, { id: "…" });
  const output = workflowRun?.output;
  if (output?.__typename === "ProfilingOutput") holds<Same<typeof output.rows, number>>();
  // @ts-expect-error which output it is has not been looked at
  output?.rows;
}

export const inputs: readonly CreateWorkflowRunInput[] = [
  { configurationId: "…" },
  { configurationId: "…", assetFqn: null, parameters: undefined, saveAll: false },
  { configurationId: "…", parameters: { profiling: { mode: "EXACT" } } },
  // @ts-expect-error two members of which exactly one is allowed
  { configurationId: "…", parameters: { profiling: {}, dqExecution: {} } },
  // @ts-expect-error none
  { configurationId: "…", parameters: {} },
  // @ts-expect-error a member without what it requires
  { configurationId: "…", parameters: { generateTableDescription: {} } },
  // @ts-expect-error an option of another type
  { configurationId: "…", parameters: { profiling: { useValidation: true } } },
  // @ts-expect-error without a configuration
  { assetFqn: "…" },
];

export const rules: readonly DqRuleInput[] = [
  { range: { column: "length", min: "60" } },
  // @ts-expect-error two rules in one
  { range: { column: "length", min: "60" }, notNull: { column: "length" } },
];

export async function streams() {
  for await (const transition of client.transitions("…", { after: "…" })) holds<Same<typeof transition, Transition>>();
  for await (const transition of client.transitions(undefined)) holds<Same<typeof transition.cursor, string>>();
  for await (const event of client.follow(RunEventsDocument, { runId: "…" })) {
    if (event.__typename === "WorkflowRunLogEvent") holds<Same<typeof event.message, string>>();
  }
  for await (const { to } of client.follow(FollowPipelineDocument, { pipelineRunId: "…" })) {
    holds<Same<typeof to, WorkflowRunStatus>>();
  }
  // @ts-expect-error the run, or undefined for all of them
  client.transitions();
  // @ts-expect-error a query can't be followed
  client.follow(ListRunsDocument, {});
}

export async function waiting(options: RunAndWaitOptions) {
  const run = await client.createWorkflowRunAndWait({ configurationId: "…" }, options);
  holds<Same<typeof run.status, WorkflowRunStatus>>();
  // @ts-expect-error the run's own id is not chosen by the client
  await client.createWorkflowRunAndWait({ configurationId: "…", id: "…" });
  await client.createWorkflowRunAndWait({ configurationId: "…" }, { onTransition: ({ to }) => console.log(to) });
}

export function errors(error: UserErrorsError | GatewayError) {
  if (error instanceof UserErrorsError) holds<Same<(typeof error.errors)[0]["path"], readonly string[]>>();
  else if (error.code === "UNREACHABLE") holds<Same<typeof error.retryable, boolean>>();
}

/** Later gateways may know more: without its last line this would not compile. */
export function words(): string {
  switch (status) {
    case "PENDING":
    case "RUNNING":
      return "under way";
    case "COMPLETED":
    case "COMPLETED_WITH_ERRORS":
    case "FAILED":
    case "CANCELLED":
      return "ended";
    default:
      holds<Same<typeof status, "%future added value">>();
      return "something else";
  }
}

createClient({ url: "…", token: "…" });
createClient({ url: "…", token: () => "…", fetch, webSocket: WebSocket });
createClient({ url: "…", token: async () => "…", fetch: undefined });
// @ts-expect-error without a token nothing is answered
createClient({ url: "…" });
// @ts-expect-error a number is no token
createClient({ url: "…", token: 1 });
