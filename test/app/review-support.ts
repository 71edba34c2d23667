import type { TestClient } from "../support/app.js";

export const CUSTOMER = "PostgreSQL.dvdrental.public.customer";

const DECIDE = `mutation ($input: DecideWorkflowRunApprovalInput!) { decideWorkflowRunApproval(input: $input) {
  workflowRun { id status }
  approval { status autoSaved notes decidedByClientId decidedAt changeCounts { pending approved rejected superseded } supersededByRun { id } }
  outcome { decided catalogChanges profiles metricsMarkedStale violationsResolved conflicts }
  changes { id decision decidedByClientId }
  conflicts { change { id decision } reason }
  userErrors { code message path }
} }`;
const RUN = `query ($id: ID!, $decision: ChangeDecision) { workflowRun(id: $id) {
  status viewerCanApprove
  approval { id status autoSaved notes decidedByClientId decidedAt supersededByRun { id } changeCounts { pending approved rejected superseded } workflowRun { id } }
  proposedChanges(first: 100, decision: $decision) { nodes { id targetFqn kind before after decision decidedByClientId supersededByRun { id } } }
} }`;
const HISTORY = `{ nodes { id targetFqn kind tag before after clientId reverts occurredAt workflowRun { id } } }`;
const TABLE = `query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { ... on Table {
  requiresApproval pendingChanges(first: 100) { nodes { id } }
  columns { name tags { name origin runId } history(first: 100) ${HISTORY} }
  history(first: 100) ${HISTORY}
} } }`;

export interface Change {
  readonly id: string;
  readonly targetFqn: string;
  readonly kind: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly decision: string;
  readonly supersededByRun: { readonly id: string } | null;
}

/** What a reviewer does, over HTTP. */
export const reviewer = (client: TestClient) => ({
  decide: async (workflowRunId: string, action: string, more: Readonly<Record<string, unknown>> = {}) =>
    (await client.ask(DECIDE, { input: { workflowRunId, action, ...more } })).decideWorkflowRunApproval,
  run: async (id: string, decision: string | null = null): Promise<{ changes: Change[]; approval: any }> => {
    const { workflowRun } = await client.ask(RUN, { id, decision });
    return { ...workflowRun, changes: workflowRun.proposedChanges.nodes as Change[] };
  },
  table: async (fqn = CUSTOMER) => {
    const { dataAsset } = await client.ask(TABLE, { fqn });
    const tags = dataAsset.columns.flatMap(({ name, tags }: { name: string; tags: { name: string }[] }) =>
      tags.map((tag) => `${name} ${tag.name}`),
    ) as string[];
    return { ...dataAsset, tags };
  },
});

export type Reviewer = ReturnType<typeof reviewer>;
