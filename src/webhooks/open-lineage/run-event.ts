import type { FollowedTransition } from "../../runs/follow/follower.js";
import { WorkflowRunStatus } from "../../runs/run-status.js";
import type { Dataset } from "./datasets.js";

const PRODUCER = "urn:data-readiness:gateway";
const SPEC = "https://openlineage.io/spec";
const SCHEMA = `${SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent`;

/** What a run event says besides the transition. */
export interface Context {
  readonly tenantId: string;
  readonly inputs: readonly Dataset[];
  /** Why the run failed, where it did. */
  readonly failure: string | null;
}

/** An OpenLineage RunEvent; undefined for what the specification has no event for: that a run waits. */
export function runEvent(transition: FollowedTransition, { tenantId, inputs, failure }: Context): object | undefined {
  const eventType = eventTypeOf(transition);
  if (!eventType) return undefined;
  const { occurredAt, runId, workflowType, assetFqn } = transition;
  return {
    eventType,
    eventTime: occurredAt,
    producer: PRODUCER,
    schemaURL: SCHEMA,
    run: {
      runId,
      facets: {
        tags: facet("2-0-3/TagsRunFacet", { tags: tagsOf(transition) }),
        ...(failure === null
          ? {}
          : {
              errorMessage: facet("1-0-0/ErrorMessageRunFacet", {
                message: failure,
                programmingLanguage: "TypeScript",
              }),
            }),
      },
    },
    job: {
      namespace: `data-readiness/${tenantId}`,
      name: `${workflowType}.${assetFqn}`,
      facets: {
        jobType: facet("2-0-3/JobTypeJobFacet", {
          processingType: "BATCH",
          integration: "DATA_READINESS",
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

/** In each event, since some readers look at the last one only. */
const tagsOf = ({ to, configurationId, sequence, attempt }: FollowedTransition) =>
  Object.entries({ status: to, configurationId, sequence, attempt }).map(([key, value]) => ({
    key,
    value: String(value),
    source: "DATA_READINESS",
  }));

function facet(path: string, content: object): object {
  const name = path.split("/")[1];
  return { _producer: PRODUCER, _schemaURL: `${SPEC}/facets/${path}.json#/$defs/${name}`, ...content };
}
