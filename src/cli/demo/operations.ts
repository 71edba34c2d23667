/** What the demo asks, in the order that it asks. schema/operations has these and more, explained. */
export const CONFIGURATIONS = `query Configurations {
  workflowConfigurations(filter: { workflowType: PROFILING }, first: 100) { nodes { id name isDefault } }
}`;

export interface Configurations {
  workflowConfigurations: { nodes: { id: string; name: string; isDefault: boolean }[] };
}

export const CREATE = `mutation Create($input: CreateWorkflowRunInput!) {
  createWorkflowRun(input: $input) { workflowRun { id status } userErrors { code message path } }
}`;

export interface Created {
  createWorkflowRun: { workflowRun: { id: string } | null; userErrors: { code: string; message: string }[] };
}

export const EVENTS = `subscription Events($runId: ID!) {
  workflowRunEvents(runId: $runId) {
    __typename
    occurredAt
    ... on WorkflowRunStatusEvent { from to reason }
    ... on WorkflowRunProgressEvent { progress { total attempted } }
    ... on WorkflowRunTaskEvent { targetFqn taskStatus }
  }
}`;

export interface RunEventMessage {
  workflowRunEvents:
    | { __typename: "WorkflowRunStatusEvent"; occurredAt: string; to: string; reason: string | null }
    | { __typename: "WorkflowRunProgressEvent"; progress: { total: number | null; attempted: number } | null }
    | { __typename: "WorkflowRunTaskEvent"; targetFqn: string; taskStatus: string };
}

export const TABLES = `query Tables($runId: ID!) {
  workflowRun(id: $runId) {
    status
    durationSeconds
    tasks(first: 100) { nodes { targetFqn status durationSeconds skipReason failure { message } } }
  }
}`;

export interface RunTables {
  workflowRun: {
    status: string;
    durationSeconds: number;
    tasks: {
      nodes: {
        targetFqn: string;
        status: string;
        durationSeconds: number | null;
        skipReason: string | null;
        failure: { message: string } | null;
      }[];
    };
  };
}

export const PROFILE = `query Profile($fqn: AssetFqn!) {
  dataAsset(fqn: $fqn) {
    ... on Table {
      name
      kind
      profile {
        rowCount
        sizeBytes
        candidateKeys
        columns { name declaredType seenType completeness distinctCount uniqueness min max mean mostFrequent { value count } }
      }
    }
  }
}`;

export interface ColumnFigures {
  name: string;
  declaredType: string;
  seenType: string | null;
  completeness: number | null;
  distinctCount: number | null;
  uniqueness: number | null;
  min: string | null;
  max: string | null;
  mean: number | null;
  mostFrequent: { value: string; count: number }[];
}

export interface TableFigures {
  dataAsset: {
    name: string;
    profile: { rowCount: number; sizeBytes: number | null; candidateKeys: string[][]; columns: ColumnFigures[] } | null;
  } | null;
}
