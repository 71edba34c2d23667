import { makeWorkflows, type WorkflowParts } from "../../src/app/workflows.js";
import { allFields } from "./all-fields.js";
import type { TestClient } from "./app.js";
import { runToEnd } from "./sample-service.js";

const TABLES = `query ($fqn: AssetFqn!, $after: Cursor) { dataAsset(fqn: $fqn) { ... on Database {
  schemas(first: 100) { nodes { tables(first: 100, after: $after) { nodes { fqn } } } }
} } }`;
const TASKS = `query ($id: ID!) { workflowRun(id: $id) {
  progress { total succeeded failed skipped }
  failed: tasks(first: 100, status: FAILED) { nodes { targetFqn failure { code message } } }
} }`;
const CHANGES = `query ($id: ID!, $after: Cursor) { workflowRun(id: $id) { proposedChanges(first: 100, after: $after) {
  nodes { targetFqn kind after confidence origin decision justification { summary evidence { source detail weight } } }
  pageInfo { hasNextPage endCursor }
} } }`;

/** The order in which each type finds what it builds on. */
export const TYPES_IN_ORDER = [
  "PROFILING",
  "GENERATE_PII_TAGS",
  "GENERATE_SENSITIVITY_TAGS",
  "GENERATE_TABLE_DESCRIPTION",
  "ENRICH_TABLE_COLUMNS",
  "GENERATE_DQ_TAGS",
  "GENERATE_DQ_RULES",
  "DQ_EXECUTION",
  "METADATA_ASSESSMENT",
  "DQ_ASSESSMENT",
].filter((type) => makeWorkflows({} as WorkflowParts).some((workflow) => workflow.type === type));

export interface RunOfType {
  readonly runId: string;
  readonly status: string;
  readonly failed: readonly object[];
  readonly progress: { readonly total: number; readonly succeeded: number; readonly skipped: number };
  /** What must be the same for the same data. */
  readonly output: object;
  readonly changes: readonly { readonly kind: string; readonly justification: { readonly summary: string } }[];
}

/** Runs a type on all of a database, and reads back all that it shows. */
export async function runType(client: TestClient, type: string, database: string, saveAll = true): Promise<RunOfType> {
  const workflow = makeWorkflows({} as WorkflowParts).find((each) => each.type === type)!;
  const parameters =
    type === "GENERATE_TABLE_DESCRIPTION"
      ? { parameters: { [workflow.member]: { include: await tablesOf(client, database) } } }
      : {};
  const { runId, statuses } = await runToEnd(client, type, database, { saveAll, ...parameters });
  const { workflowRun } = await client.ask(TASKS, { id: runId });
  const output = `query ($id: ID!) { workflowRun(id: $id) {
    output { ... on ${workflow.outputType.name} { ${allFields(workflow.outputType.name)} } } } }`;
  return {
    runId,
    status: statuses.at(-1)!,
    failed: workflowRun.failed.nodes,
    progress: workflowRun.progress,
    output: (await client.ask(output, { id: runId })).workflowRun.output,
    changes: await changesOf(client, runId),
  };
}

async function tablesOf(client: TestClient, fqn: string): Promise<string[]> {
  const { dataAsset } = await client.ask(TABLES, { fqn });
  const schemas = dataAsset.schemas.nodes as { tables: { nodes: { fqn: string }[] } }[];
  return schemas.flatMap(({ tables }) => tables.nodes.map((table) => table.fqn));
}

export async function changesOf(client: TestClient, id: string): Promise<RunOfType["changes"]> {
  const changes: RunOfType["changes"][number][] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { workflowRun } = (await client.ask(CHANGES, { id, after })) as any;
    changes.push(...workflowRun.proposedChanges.nodes);
    after = workflowRun.proposedChanges.pageInfo.endCursor;
    more = workflowRun.proposedChanges.pageInfo.hasNextPage;
  }
  return changes;
}
