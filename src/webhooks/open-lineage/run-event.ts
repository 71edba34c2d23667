import type { FollowedTransition } from "../../runs/follow/follower.js";
import { WorkflowRunStatus } from "../../runs/run-status.js";
import type { Dataset } from "./datasets.js";

const PRODUCER = "urn:data-readiness:gateway";
const SOURCE = "DATA_READINESS";
const SPEC = "https://openlineage.io/spec";
const SCHEMA = `${SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent`;

/** What a run event says besides the transition. */
export interface Context {
  readonly tenantId: string;
  readonly inputs: readonly Dataset[];
  /** Why the run failed, where it did. */
  readonly failure: string | null;
  /** The run of the pipeline that it is a step of. */
  readonly parent: JobRun | null;
}

/** What a run is called: by its id, and by the workflow and the asset. */
export type JobRun = Pick<FollowedTransition, "runId" | "workflowType" | "assetFqn">;

/** An OpenLineage RunEvent; undefined for what the specification has no event for: that a run waits. */
export function runEvent(
  transition: FollowedTransition,
  { tenantId, inputs, failure, parent }: Context,
): object | undefined {
  const eventType = eventTypeOf(transition);
  if (!eventType) return undefined;
  const { occurredAt, runId, workflowType } = transition;
  return {
    eventType,
    eventTime: occurredAt,
    producer: PRODUCER,
    schemaURL: SCHEMA,
    run: { runId, facets: runFacets(transition, { tenantId, failure, parent }) },
    job: {
      ...jobOf(tenantId, transition),
      facets: {
        jobType: facet("2-0-3/JobTypeJobFacet", {
          processingType: "BATCH",
          integration: SOURCE,
          jobType: workflowType,
        }),
      },
    },
    inputs,
    outputs: [], // what runs find goes into the catalog: no data set of the source is written
  };
}

function eventTypeOf({ from, to, attempt }: FollowedTransition): string | undefined {
  switch (to) {
    case WorkflowRunStatus.RUNNING:
      return attempt === 1 ? "START" : "RUNNING"; // a run starts once, though it may lose workers
    case WorkflowRunStatus.COMPLETED:
    case WorkflowRunStatus.COMPLETED_WITH_ERRORS:
      return "COMPLETE";
    case WorkflowRunStatus.FAILED:
      return "FAIL";
    case WorkflowRunStatus.CANCELLED:
      return "ABORT";
    case WorkflowRunStatus.PENDING:
      return from === null ? undefined : "OTHER"; // its worker was lost
  }
}

const jobOf = (tenantId: string, { workflowType, assetFqn }: JobRun) => ({
  namespace: `data-readiness/${tenantId}`,
  name: `${workflowType}.${assetFqn}`,
});

function runFacets(transition: FollowedTransition, { tenantId, failure, parent }: Omit<Context, "inputs">): object {
  const facets: Record<string, object> = { tags: facet("2-0-3/TagsRunFacet", { tags: tagsOf(transition) }) };
  if (parent) {
    const { runId } = parent;
    facets.parent = facet("1-0-1/ParentRunFacet", { run: { runId }, job: jobOf(tenantId, parent) });
  }
  if (failure !== null) {
    const content = { message: failure, programmingLanguage: "TypeScript" };
    facets.errorMessage = facet("1-0-0/ErrorMessageRunFacet", content);
  }
  return facets;
}

/** In each event, since some readers look at the last one only. */
const tagsOf = ({ to, configurationId, sequence, attempt }: FollowedTransition) =>
  Object.entries({ status: to, configurationId, sequence, attempt }).map(([key, value]) => ({
    key,
    value: String(value),
    source: SOURCE,
  }));

function facet(path: string, content: object): object {
  const name = path.split("/")[1];
  return { _producer: PRODUCER, _schemaURL: `${SPEC}/facets/${path}.json#/$defs/${name}`, ...content };
}
