import type { Catalog } from "../../assets/catalog/catalog.service.js";
import type { DataServices } from "../../assets/services/data-services.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import type { Fqn } from "../../platform/fqn.js";
import type { Sources } from "../../sources/sources.js";
import type { Workflow } from "../contract.js";
import { WorkflowCategory } from "../workflow-type.js";
import { ingestDatabase } from "./ingest-database.js";
import { planIngestion } from "./plan-ingestion.js";
import {
  ServiceIngestionOutput,
  ServiceIngestionParameters,
  ServiceIngestionParametersInput,
} from "./service-ingestion.types.js";
import { summary } from "./summary.js";

export interface IngestionParts {
  readonly services: DataServices;
  readonly sources: Sources;
  readonly catalog: Catalog;
}

/** Reads what a source says of its databases, schemas, tables and columns, one task a database. */
export function serviceIngestion(
  parts: IngestionParts,
): Workflow<ServiceIngestionParametersInput, ServiceIngestionOutput> {
  return {
    type: "SERVICE_INGESTION",
    category: WorkflowCategory.INGESTION,
    name: "Service ingestion",
    description: "Reads the catalog of a service: its databases, schemas, tables, columns and keys.",
    levels: ["SERVICE", "DATABASE"],
    defaults: { databases: null, schemas: null },
    member: "serviceIngestion",
    parametersInput: ServiceIngestionParametersInput,
    parametersType: ServiceIngestionParameters,
    outputType: ServiceIngestionOutput,
    needsCatalog: false,
    check: (asset, parameters) => checkDatabases(asset, parameters),
    plan: (context) => planIngestion(parts, context),
    execute: (context) => ingestDatabase(parts, context),
    finish: (context) => summary(context.results()),
  };
}

function checkDatabases([, database]: Fqn, { databases }: ServiceIngestionParametersInput): void {
  if (database === undefined || !databases || databases.includes(database)) return;
  throw UserErrors.one(
    ErrorCode.VALIDATION_ERROR,
    "`databases` is for a whole service: leave it out where the asset is a database.",
    "parameters",
    "serviceIngestion",
    "databases",
  );
}
