import type { FastifyInstance } from "fastify";
import type { Transport } from "../gateway/parts.js";
import { openApiDocument } from "./openapi/document.js";
import { DOCS_PATH, serveDocsPage } from "./openapi/page.js";
import { refuseOtherMethods } from "./other-methods.js";
import { BASE_PATH, restRoutes } from "./routes.js";
import { serveRoutes } from "./serve-routes.js";
import type { RestServices } from "./services.js";
import { WorkflowShapes } from "./workflow-shapes.js";

const DOCUMENT_PATH = "/api/openapi.json";

/** REST: the routes, their OpenAPI document, and the page that shows it. */
export async function serveRest(app: FastifyInstance, transport: Transport, services: RestServices): Promise<void> {
  const { config, schema, graphiql } = transport.parts;
  const routes = restRoutes(new WorkflowShapes(schema, services.workflows.all));
  const document = JSON.stringify(openApiDocument(routes));
  serveRoutes(app, transport, routes, services);
  app.get(DOCUMENT_PATH, (_request, reply) => reply.type("application/json; charset=utf-8").send(document));
  if (config.http.graphiql) await serveDocsPage(app, graphiql?.token);
  const paths = routes.map(({ path }) => BASE_PATH + path.replace(/\{(\w+)\}/g, ":$1"));
  refuseOtherMethods(app, [...paths, DOCUMENT_PATH, ...(config.http.graphiql ? [DOCS_PATH] : [])]);
}
