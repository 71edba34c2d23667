import type { Fqn } from "../../platform/fqn.js";
import type { PipelineStep } from "../contract.js";
import type { RunAllEnrichmentParametersInput } from "./run-all-enrichment.types.js";

type Parameters = RunAllEnrichmentParametersInput;

/**
 * All steps, none before one that it depends on. A step depends on what it reads and could not do without; it only waits
 * for what it is better with, or what measures the same things it changes.
 */
export const STEPS: readonly PipelineStep<Parameters>[] = [
  { type: "PROFILING", dependsOn: [], waitsFor: [], options: allDatabases },
  {
    type: "GENERATE_PII_TAGS",
    dependsOn: ["PROFILING"],
    waitsFor: [],
    options: handDown("include", "industryInfo", "dataAccess"),
  },
  {
    // Levels are made of the tags of personal data.
    type: "GENERATE_SENSITIVITY_TAGS",
    dependsOn: ["GENERATE_PII_TAGS"],
    waitsFor: [],
    options: handDown("include", "industryInfo"),
  },
  {
    type: "GENERATE_TABLE_DESCRIPTION",
    dependsOn: ["PROFILING"],
    waitsFor: [],
    options: handDown("include", "industryInfo"),
  },
  {
    // The words may name frequent codes, but none of a column that is tagged as personal or confidential.
    type: "ENRICH_TABLE_COLUMNS",
    dependsOn: ["GENERATE_SENSITIVITY_TAGS"],
    waitsFor: [],
    options: handDown("include", "industryInfo"),
  },
  {
    // What matters about a column follows from what it is: from all that is said of it.
    type: "GENERATE_DQ_TAGS",
    dependsOn: ["GENERATE_PII_TAGS", "GENERATE_SENSITIVITY_TAGS", "GENERATE_TABLE_DESCRIPTION", "ENRICH_TABLE_COLUMNS"],
    waitsFor: [],
    options: handDown("industryInfo"),
  },
  {
    type: "GENERATE_DQ_RULES",
    dependsOn: ["GENERATE_DQ_TAGS"],
    waitsFor: [],
    options: handDown("useValidation"),
  },
  { type: "DQ_EXECUTION", dependsOn: ["GENERATE_DQ_RULES"], waitsFor: [], options: handDown() },
  {
    type: "METADATA_ASSESSMENT",
    dependsOn: ["PROFILING"],
    waitsFor: [
      "GENERATE_SENSITIVITY_TAGS",
      "GENERATE_TABLE_DESCRIPTION",
      "ENRICH_TABLE_COLUMNS",
      "GENERATE_DQ_TAGS",
      "GENERATE_DQ_RULES",
    ],
    measures: true,
    options: handDown("include"),
  },
  {
    type: "DQ_ASSESSMENT",
    dependsOn: ["PROFILING"],
    waitsFor: ["DQ_EXECUTION"],
    measures: true,
    options: handDown("include"),
  },
];

/** Those of the pipeline's options that are given; what is left open is up to the step's own configuration. */
function handDown(...names: (keyof Parameters)[]): PipelineStep<Parameters>["options"] {
  return (_asset, parameters) =>
    Object.fromEntries(names.filter((name) => parameters[name] != null).map((name) => [name, parameters[name]]));
}

/** Profiling wants to be told which databases of a service; where its configuration does not say, it is all of them. */
function allDatabases(asset: Fqn, _parameters: Parameters, own: Readonly<Record<string, unknown>>) {
  return asset.length === 1 && own.database == null ? { profileAllDatabases: true } : {};
}
