import type { TestClient } from "./client.js";
import { defaultConfiguration } from "./sample-service.js";

const CREATE = `mutation ($input: CreateWorkflowRunInput!) { createWorkflowRun(input: $input) {
  workflowRun { id status pipelineRun { id status progress { total attempted } steps { workflowType status workflowRun { id status } } } }
  userErrors { code message path }
} }`;
const RETRY = `mutation ($id: ID!) { retryWorkflowRun(input: { id: $id }) {
  workflowRun { id pipelineRun { id } } userErrors { code message path }
} }`;
const FOLLOW = `subscription ($id: ID!) { workflowRunStatusChanged(pipelineRunId: $id) { to reason workflowRun { id workflowType } } }`;
const PIPELINE = `query ($id: ID!) { pipelineRun(id: $id) {
  id status startedAt completedAt durationSeconds progress { total attempted succeeded failed skipped } retryOf { id }
  workflowRun { id failure { code } output { ... on RunAllEnrichmentOutput { steps { workflowType status workflowRunId reused } } } }
  steps { ordinal workflowType dependsOn waitsFor status reused leftOutReason workflowRun {
    id status assetFqn pipelineRun { id } failure { code } progress { total succeeded } tasks(first: 100) { nodes { targetFqn } } } }
} }`;

export interface StartedPipeline {
  readonly runId: string;
  readonly pipelineId: string;
}

/** What createWorkflowRun answers for a pipeline over the tenant's default configuration. */
export async function createPipeline(client: TestClient, input: Record<string, unknown>): Promise<any> {
  const configurationId = await defaultConfiguration(client, "RUN_ALL_ENRICHMENT");
  return (await client.ask(CREATE, { input: { configurationId, ...input } })).createWorkflowRun;
}

export async function startPipeline(client: TestClient, input: Record<string, unknown>): Promise<StartedPipeline> {
  const { workflowRun, userErrors } = await createPipeline(client, input);
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  return { runId: workflowRun.id, pipelineId: workflowRun.pipelineRun.id };
}

export async function resumePipeline(client: TestClient, id: string): Promise<StartedPipeline> {
  const { workflowRun, userErrors } = (await client.ask(RETRY, { id })).retryWorkflowRun;
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  return { runId: workflowRun.id, pipelineId: workflowRun.pipelineRun.id };
}

export interface Seen {
  readonly to: string;
  readonly workflowRun: { readonly id: string; readonly workflowType: string };
}

/** Follows a pipeline to its end; `meanwhile` is called with each transition. Answers all that it shows then. */
export async function pipelineToEnd(
  client: TestClient,
  { pipelineId: id }: StartedPipeline,
  meanwhile: (seen: Seen) => Promise<void> = () => Promise.resolve(),
): Promise<any> {
  for await (const { workflowRunStatusChanged } of client.follow(FOLLOW, { id }))
    await meanwhile(workflowRunStatusChanged);
  return (await client.ask(PIPELINE, { id })).pipelineRun;
}
