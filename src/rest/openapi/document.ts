import { z } from "zod";
import { STATUS_OF_CODE } from "../../gateway/http-errors.js";
import { ErrorCode } from "../../platform/errors.js";
import { isStream, type Route, type RouteShape } from "../route.js";
import { BASE_PATH } from "../routes.js";
import { ErrorAnswer } from "./error.schema.js";
import { DOCUMENT_HEAD } from "./head.js";
import { DocumentSchemas, type JsonSchema } from "./schemas.js";

/** What any route may answer. */
const ALWAYS = [
  ErrorCode.INVALID_REQUEST,
  ErrorCode.INVALID_TOKEN,
  ErrorCode.INSUFFICIENT_PERMISSIONS,
  ErrorCode.VALIDATION_ERROR,
  ErrorCode.INTERNAL_ERROR,
  ErrorCode.SERVICE_UNAVAILABLE,
];

/** The OpenAPI document of the routes; the same routes give the same bytes. */
export function openApiDocument(routes: readonly Route[]): JsonSchema {
  const schemas = new DocumentSchemas();
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) {
    const path = BASE_PATH + route.path;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) };
  }
  schemas.of(z.array(ErrorAnswer));
  return { ...DOCUMENT_HEAD, paths, components: { ...DOCUMENT_HEAD.components, schemas: schemas.all() } };
}

function operation(route: Route, schemas: DocumentSchemas): JsonSchema {
  const { id, tag, summary, description, scope, body, documentedBody = body } = route;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: `${description ? `${description}\n\n` : ""}Needs the scope \`${scope}\`.`,
    parameters: [
      ...parametersOf("path", route.params, schemas),
      ...parametersOf("query", route.query, schemas),
      ...parametersOf("header", route.headers, schemas),
      { $ref: "#/components/parameters/ProjectId" },
    ],
    ...(documentedBody && {
      requestBody: {
        required: !documentedBody.safeParse({}).success,
        content: { "application/json": { schema: schemas.of(documentedBody) } },
      },
    }),
    responses: { ...goodAnswers(route, schemas), ...badAnswers(route) },
  };
}

function parametersOf(place: string, shape: RouteShape["params"], schemas: DocumentSchemas): JsonSchema[] {
  if (!shape) return [];
  const { properties = {}, required = [] } = schemas.of(shape) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name: place === "header" ? headerName(name) : name,
    in: place,
    required: required.includes(name),
    description,
    schema,
  }));
}

const headerName = (name: string) => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()).replace(/-Id$/, "-ID");

function goodAnswers(route: Route, schemas: DocumentSchemas): Record<string, JsonSchema> {
  if (isStream(route)) {
    const content = { "text/event-stream": { schema: schemas.of(route.event) } };
    return {
      200: { description: "Events; the schema is that of the data of each.", content },
      204: { description: "Nothing follows: the run has ended, and you have all of it." },
    };
  }
  const { status = 200, answer, answerHeaders } = route;
  const headers = Object.entries(answerHeaders ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: "string" } },
  ]);
  return {
    [status]: {
      description: status === 201 ? "It was made." : "The answer.",
      ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
      content: { "application/json": { schema: schemas.of(answer) } },
    },
  };
}

/** What any stream may answer beside that. */
const STREAMS = [ErrorCode.RATE_LIMIT_EXCEEDED, "CURSOR_EXPIRED"];

/** By status, each with the codes that have it. */
function badAnswers(route: Route): Record<string, JsonSchema> {
  const codes = [...new Set([...ALWAYS, ...(route.errors ?? []), ...(isStream(route) ? STREAMS : [])])];
  const byStatus = Map.groupBy(codes, (code) => STATUS_OF_CODE[code] ?? 500);
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };
  const sorted = [...byStatus].sort(([a], [b]) => a - b);
  const named = sorted.map(([status, each]) => [status, { description: each.join(", "), content }]);
  return { ...Object.fromEntries(named), default: { description: "Another error.", content } };
}
