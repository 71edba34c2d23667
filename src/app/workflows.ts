import type { Catalog } from "../assets/catalog/catalog.service.js";
import type { Profiles } from "../assets/profiles/profiles.js";
import type { DataServices } from "../assets/services/data-services.js";
import type { LanguageModel } from "../platform/language-model/language-model.js";
import type { Sources } from "../sources/sources.js";
import { assessmentWorkflow } from "../workflows/assessment/assessment-workflow.js";
import type { Workflow } from "../workflows/contract.js";
import { dqAssessment } from "../workflows/dq-assessment/dq-assessment.js";
import { dqExecution } from "../workflows/dq-execution/dq-execution.js";
import { enrichTableColumns } from "../workflows/enrich-table-columns/enrich-table-columns.js";
import { enrichmentWorkflow } from "../workflows/enrichment/enrichment-workflow.js";
import { generateDqRules } from "../workflows/generate-dq-rules/generate-dq-rules.js";
import { generateDqTags } from "../workflows/generate-dq-tags/generate-dq-tags.js";
import { generatePiiTags } from "../workflows/generate-pii-tags/generate-pii-tags.js";
import { generateSensitivityTags } from "../workflows/generate-sensitivity-tags/generate-sensitivity-tags.js";
import { generateTableDescription } from "../workflows/generate-table-description/generate-table-description.js";
import { withModelWords } from "../workflows/language-model/with-model-words.js";
import { metadataAssessment } from "../workflows/metadata-assessment/metadata-assessment.js";
import { profiling } from "../workflows/profiling/profiling.js";
import { runAllEnrichment } from "../workflows/run-all-enrichment/run-all-enrichment.js";
import { serviceIngestion } from "../workflows/service-ingestion/service-ingestion.js";

export interface WorkflowParts {
  readonly services: DataServices;
  readonly sources: Sources;
  readonly catalog: Catalog;
  readonly profiles: Profiles;
  /** Null where none is configured. */
  readonly languageModel: LanguageModel | null;
  readonly spillDir: string;
  readonly statementTimeoutMs: number;
  readonly tasksAtOnce: number;
}

/** All workflow types: one line each. */
export const makeWorkflows = (parts: WorkflowParts): Workflow[] => [
  serviceIngestion(parts),
  profiling(parts),
  enrichmentWorkflow(parts, generatePiiTags),
  enrichmentWorkflow(parts, withModelWords(generateTableDescription, parts.languageModel)),
  enrichmentWorkflow(parts, withModelWords(enrichTableColumns, parts.languageModel)),
  enrichmentWorkflow(parts, generateSensitivityTags),
  enrichmentWorkflow(parts, generateDqTags),
  generateDqRules(parts),
  dqExecution(parts),
  assessmentWorkflow(parts, metadataAssessment),
  assessmentWorkflow(parts, dqAssessment),
  runAllEnrichment(parts),
];
