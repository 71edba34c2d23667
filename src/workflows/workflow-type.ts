import { registerEnumType } from "type-graphql";
import type { Workflow } from "./contract.js";

/** What a registered workflow says of itself in `type`, e.g. `PROFILING`; or a type that only a newer version knows. */
export type WorkflowType = string;

/** The types that this process knows: its members come from the registered workflows. */
export const WorkflowType: Record<string, WorkflowType> = {};
/** The same as a list, for rules of inputs. */
export const WORKFLOW_TYPES: WorkflowType[] = [];

const valuesConfig: Record<string, { description: string }> = {};
registerEnumType(WorkflowType, {
  name: "WorkflowType",
  description: "What a workflow does. More types will come: treat an unknown one as such.",
  valuesConfig,
});

/** Makes the types of the workflows known; before the schema is built. */
export function defineWorkflowTypes(workflows: readonly Pick<Workflow, "type" | "description">[]): void {
  for (const { type, description } of workflows) {
    if (WorkflowType[type]) continue;
    WorkflowType[type] = type;
    WORKFLOW_TYPES.push(type);
    valuesConfig[type] = { description };
  }
}

export enum WorkflowCategory {
  INGESTION = "INGESTION",
  ENRICHMENT = "ENRICHMENT",
  DATA_QUALITY = "DATA_QUALITY",
  ASSESSMENT = "ASSESSMENT",
  ORCHESTRATION = "ORCHESTRATION",
}
registerEnumType(WorkflowCategory, {
  name: "WorkflowCategory",
  description: "The group that a workflow type belongs to.",
  valuesConfig: {
    INGESTION: { description: "Brings what is known of a source into the catalog." },
    ENRICHMENT: { description: "Finds out more about assets that are in the catalog." },
    DATA_QUALITY: { description: "Makes and runs quality rules." },
    ASSESSMENT: { description: "Measures how ready the data is." },
    ORCHESTRATION: { description: "Runs other workflows in order." },
  },
});
