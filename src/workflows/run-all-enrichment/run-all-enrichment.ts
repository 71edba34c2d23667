import type { Catalog } from "../../assets/catalog/catalog.service.js";
import type { PipelineStepResult, Workflow } from "../contract.js";
import { planTables } from "../enrichment/enrichment-workflow.js";
import { checkInclude, commonParent, includedTables } from "../enrichment/include.js";
import { WorkflowCategory } from "../workflow-type.js";
import {
  DEFAULTS,
  RunAllEnrichmentOutput,
  RunAllEnrichmentParameters,
  RunAllEnrichmentParametersInput,
} from "./run-all-enrichment.types.js";
import { STEPS } from "./steps.js";

type Parameters = RunAllEnrichmentParametersInput;

/** Runs the other types on an asset, in the order in which they build on each other. */
export function runAllEnrichment(parts: { readonly catalog: Catalog }): Workflow<Parameters, RunAllEnrichmentOutput> {
  return {
    type: "RUN_ALL_ENRICHMENT",
    category: WorkflowCategory.ORCHESTRATION,
    name: "All enrichments",
    description:
      "Profiles, tags, describes and assesses an asset, and makes and executes its quality rules: each as a run of its own, in the order in which they build on each other.",
    levels: ["SERVICE", "DATABASE", "SCHEMA", "TABLE"],
    defaults: DEFAULTS,
    member: "runAllEnrichment",
    parametersInput: RunAllEnrichmentParametersInput,
    parametersType: RunAllEnrichmentParameters,
    outputType: RunAllEnrichmentOutput,
    needsCatalog: true,
    narrowed: (_asset, parameters) => includedTables(parameters)?.map((fqn) => ({ fqn, option: "include" })) ?? [],
    assetOf: commonParent,
    check: (asset, parameters) => checkInclude(asset, parameters, "runAllEnrichment"),
    steps: STEPS,
    plan: (context) => planTables(parts, context, 0),
    execute: () => Promise.reject(new Error("It has steps, not tasks.")),
    finish: async ({ results }) => {
      const output = Object.assign(new RunAllEnrichmentOutput(), { steps: [] as PipelineStepResult[] });
      for await (const { result } of results()) output.steps.push(result as PipelineStepResult);
      return output;
    },
  };
}
