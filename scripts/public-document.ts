import { makeWorkflows, type WorkflowParts } from "../src/app/workflows.js";
import { openApiDocument } from "../src/rest/openapi/document.js";
import { restRoutes } from "../src/rest/routes.js";
import { WorkflowShapes } from "../src/rest/workflow-shapes.js";
import { publicSchema } from "./public-schema.js";

const shapes = new WorkflowShapes(publicSchema, makeWorkflows({} as WorkflowParts));

/** The OpenAPI document, without a database: nothing is asked of the services. */
export const publicDocument = `${JSON.stringify(openApiDocument(restRoutes(shapes)), null, 2)}\n`;
