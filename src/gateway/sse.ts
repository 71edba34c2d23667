import type { OutgoingHttpHeaders } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { type FormattedExecutionResult, GraphQLError } from "graphql";
import type { GraphQLContext, Identity } from "../platform/context.js";
import { codedError, ErrorCode } from "../platform/errors.js";
import { authenticate } from "./authenticate.js";
import { sentDocument } from "./documents/sent-document.js";
import { followOperation, type OperationRequest, prepareOperation, runOperation } from "./operations.js";
import type { Transport } from "./parts.js";
import { EVENT_STREAM, writeStream } from "./sse-stream.js";

/**
 * GraphQL over SSE, the "distinct connections" mode of graphql-sse: one operation a connection, its results as `next`
 * events and a `complete` at the end. Whatever else ends it is a `next` with errors before that.
 */
export function serveSse(app: FastifyInstance, transport: Transport): void {
  const { parts, rules, metrics, streams } = transport;
  app.route({
    method: ["GET", "POST"],
    url: "/graphql/stream",
    handler: async (request, reply) => {
      if (!request.headers.accept?.includes(EVENT_STREAM)) throw httpError(406, `Accept ${EVENT_STREAM}.`);
      const identity = await authenticate(parts.verifier, request.headers);
      const format = (error: GraphQLError) => transport.format(error, request.id);
      const query = documentText(transport, request, identity);
      const operation =
        typeof query === "string" ? prepareOperation(parts.schema, rules, { query, ...otherParts(request) }) : [query];
      const type = "document" in operation ? operation.type : "unknown";
      if (type === "mutation" && request.method === "GET") throw httpError(405, "A mutation needs a POST.");
      const results = (): AsyncGenerator<FormattedExecutionResult> => {
        if (!("document" in operation)) return once(async () => ({ errors: operation.map(format) }));
        const context: GraphQLContext = {
          requestId: request.id,
          identity,
          loaders: new Map(),
          variables: operation.variableValues,
        };
        if (type === "subscription") return followOperation(operation, context, format);
        return once(() => runOperation(operation, context, format));
      };
      streams.mayEnter(identity?.tenantId);
      metrics.operations.inc({ transport: "sse", type, outcome: type === "unknown" ? "error" : "ok" });
      reply.hijack();
      const lagMs = parts.config.subscriberLagSeconds * 1000;
      const texts = {
        start: ":\n\n",
        item: (result: FormattedExecutionResult) => event("next", result),
        failed: (error: GraphQLError) => event("next", { errors: [format(error)] }),
        end: () => event("complete"),
      };
      await streams.count("sse", identity?.tenantId, () =>
        writeStream(reply.raw, reply.getHeaders() as OutgoingHttpHeaders, results(), texts, lagMs),
      );
    },
  });
}

async function* once(result: () => Promise<FormattedExecutionResult>): AsyncGenerator<FormattedExecutionResult> {
  yield await result();
}

/**
 * What may not be executed is refused before a stream is opened. A hash that is not known is no refusal: clients go on from
 * that answer, and so they get it where they look for answers.
 */
function documentText(
  { documents }: Transport,
  request: FastifyRequest,
  identity: Identity | undefined,
): string | GraphQLError {
  let text: string | undefined;
  try {
    text = documents.textOf(sentDocument(request), identity?.tenantId);
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions.code === ErrorCode.PERSISTED_QUERY_NOT_FOUND) return error;
    throw error;
  }
  if (text === undefined) throw httpError(400, "`query` must be the text of a GraphQL document.");
  return text;
}

/** From the body of a POST, or from the address of a GET. */
function otherParts({ method, body, query }: FastifyRequest): Omit<OperationRequest, "query"> {
  const given = (method === "POST" ? body : query) as Record<string, unknown> | null | undefined;
  const name = given?.operationName;
  if (name != null && typeof name !== "string") throw httpError(400, "`operationName` must be a text.");
  const variables = method === "POST" ? given?.variables : parsed(given?.variables);
  if (variables != null && (typeof variables !== "object" || Array.isArray(variables))) {
    throw httpError(400, "`variables` must be an object.");
  }
  return { operationName: name, variables: variables as OperationRequest["variables"] };
}

function parsed(text: unknown): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(String(text));
  } catch {
    throw httpError(400, "`variables` is not valid JSON.");
  }
}

const event = (name: string, data?: FormattedExecutionResult) =>
  `event: ${name}\ndata:${data ? ` ${JSON.stringify(data)}` : ""}\n\n`;

const httpError = (status: number, message: string) =>
  codedError(ErrorCode.INVALID_REQUEST, message, { http: { status } });
