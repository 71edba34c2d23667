import { registerEnumType } from "type-graphql";

export enum WorkflowType {
  SERVICE_INGESTION = "SERVICE_INGESTION",
  PROFILING = "PROFILING",
}
registerEnumType(WorkflowType, {
  name: "WorkflowType",
  description: "What a workflow does. More types will come: treat an unknown one as such.",
  valuesConfig: {
    SERVICE_INGESTION: { description: "Reads the catalog of a service: databases, schemas, tables, columns, keys." },
    PROFILING: { description: "Computes statistics of tables and of each of their columns." },
  },
});

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
