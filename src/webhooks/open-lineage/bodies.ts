import type { EntityManager } from "typeorm";
import type { FollowedTransition } from "../../runs/follow/follower.js";
import { isFinal, WorkflowRunStatus } from "../../runs/run-status.js";
import { type Dataset, datasetNames, tablesOfRuns } from "./datasets.js";
import { type JobRun, runEvent } from "./run-event.js";

/** What webhooks of the format OPENLINEAGE are told of each transition. */
export async function openLineageBodies(
  manager: EntityManager,
  tenantId: string,
  transitions: readonly FollowedTransition[],
): Promise<ReadonlyMap<FollowedTransition, string>> {
  const endedIds = transitions.filter(({ to }) => isFinal(to)).map(({ runId }) => runId);
  const datasetOf = await datasetNames(manager, tenantId);
  const tables = await tablesOfRuns(manager, tenantId, endedIds);
  const failures = await failuresOf(manager, tenantId, endedIds);
  const parents = await parentsOf(manager, tenantId, transitions);
  const bodies = transitions.flatMap((transition) => {
    const { runId, to, assetFqn } = transition;
    // Before the end it is not known which tables there will be, but where the run is about a single one.
    const fqns = isFinal(to) ? [assetFqn, ...(tables.get(runId) ?? [])] : [assetFqn];
    const failure = to === WorkflowRunStatus.FAILED ? (failures.get(runId) ?? null) : null;
    const inputs = distinct(fqns.flatMap((fqn) => datasetOf(fqn) ?? []));
    const event = runEvent(transition, { tenantId, inputs, failure, parent: parents.get(transition) ?? null });
    return event ? [[transition, JSON.stringify(event)] as const] : [];
  });
  return new Map(bodies);
}

const distinct = (datasets: readonly Dataset[]): Dataset[] => [
  ...new Map(datasets.map((each) => [`${each.namespace} ${each.name}`, each])).values(),
];

async function failuresOf(
  manager: EntityManager,
  tenantId: string,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = (await manager.query(
    `select id, failure ->> 'message' as message from workflow_run where tenant_id = $1 and id = any($2) and failure is not null`,
    [tenantId, runIds],
  )) as { id: string; message: string }[];
  return new Map(rows.map(({ id, message }) => [id, message]));
}

/** The runs of the pipelines that runs are steps of. */
async function parentsOf(
  manager: EntityManager,
  tenantId: string,
  transitions: readonly FollowedTransition[],
): Promise<ReadonlyMap<FollowedTransition, JobRun>> {
  const ids = transitions.flatMap(({ pipelineRunId }) => pipelineRunId ?? []);
  if (ids.length === 0) return new Map();
  const rows = (await manager.query(
    `select p.id, r.id as "runId", r.workflow_type as "workflowType", r.asset_fqn as "assetFqn"
     from pipeline_run p join workflow_run r on r.id = p.run_id where p.tenant_id = $1 and p.id = any($2)`,
    [tenantId, ids],
  )) as (JobRun & { id: string })[];
  const byPipeline = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    transitions.flatMap((transition) => {
      const parent = byPipeline.get(transition.pipelineRunId ?? "");
      return parent && parent.runId !== transition.runId ? [[transition, parent] as const] : [];
    }),
  );
}
