import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import type { GraphQLContext } from "../platform/context.js";
import { codedError, ErrorCode } from "../platform/errors.js";
import { authenticate } from "./authenticate.js";
import { withoutRepetition } from "./document-limits.js";
import { sentDocument } from "./documents/sent-document.js";
import { LIMITS } from "./limits.js";
import type { Transport } from "./parts.js";
import { costError } from "./query-cost.js";
import { requestScope } from "./request-scope.js";

/** What Apollo calls errors for which clients of the older `application/json` expect the status 200. */
const WELL_FORMED = new Set<unknown>(["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"]);

/** A context that also brings the text to execute, found by `documents`. */
interface HttpContext extends GraphQLContext {
  readonly text: string | undefined;
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** GraphQL over HTTP: POST, and GET for queries. */
export async function graphqlOverHttp(transport: Transport): Promise<{ handler: Handler; stop(): Promise<void> }> {
  const { parts, documents, rules, format } = transport;
  const server = new ApolloServer<HttpContext>({
    schema: parts.schema,
    nodeEnv: "production",
    introspection: true, // the rules refuse it where it is off, on every transport alike
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false, // `documents` does this for every transport alike
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [...rules],
    validationOptions: { maxErrors: LIMITS.errors },
    logger: parts.log,
    formatError: (formatted, error) =>
      format(
        error instanceof GraphQLError ? error : new GraphQLError(formatted.message, { originalError: error as Error }),
        requestScope.getStore() ?? "",
      ),
    plugins: [
      requestPlugin(transport),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  const answer = fastifyApolloHandler(server, {
    context: async (request): Promise<HttpContext> => {
      const identity = await authenticate(parts.verifier, request.headers);
      const text = documents.textOf(sentDocument(request), identity?.tenantId);
      return { requestId: request.id, identity, loaders: new Map(), text };
    },
  }) as Handler;
  return {
    handler: (request, reply) => requestScope.run(request.id, () => answer(request, reply)),
    stop: () => server.stop(),
  };
}

function requestPlugin({ parts, metrics }: Transport): ApolloServerPlugin<HttpContext> {
  return {
    async requestDidStart({ contextValue, request }) {
      Object.assign(contextValue, { variables: request.variables ?? {} });
      request.query = contextValue.text;
      request.extensions = { ...request.extensions, persistedQuery: undefined };
      return {
        async didResolveOperation({ document, operation, operationName, request }) {
          if (operation?.operation === "subscription") throw noStreamHere();
          const tooCostly = costError(parts.schema, document, operationName, request.variables ?? {});
          if (tooCostly) throw tooCostly;
        },
        async willSendResponse({ errors, response, request, operation }) {
          const outcome = errors ? "error" : "ok";
          metrics.operations.inc({ transport: "http", type: operation?.operation ?? "unknown", outcome });
          const modern = request.http?.headers.get("accept")?.includes("application/graphql-response+json");
          if (!modern && errors?.every(isWellFormed)) response.http.status = 200;
          const result = response.body.kind === "single" ? response.body.singleResult : undefined;
          if (result?.errors) result.errors = withoutRepetition(result.errors);
        },
      };
    },
  };
}

const noStreamHere = () =>
  codedError(
    ErrorCode.INVALID_REQUEST,
    "A subscription goes over a WebSocket at /graphql, or as Server-Sent Events at /graphql/stream.",
    { http: { status: 400 } },
  );

/** Said in good GraphQL, only wrong. What goes beyond our limits is not. */
function isWellFormed(error: GraphQLError): boolean {
  const limited = error.originalError instanceof GraphQLError && error.originalError.extensions.code !== undefined;
  const tooLong = error.message.endsWith("tokens. Parsing aborted.");
  return WELL_FORMED.has(error.extensions.code) && !limited && !tooLong;
}
