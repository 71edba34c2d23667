import type { FastifyError, FastifyInstance, FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import { codedError, ErrorCode } from "../platform/errors.js";
import { LIMITS } from "./limits.js";
import type { Transport } from "./parts.js";

const WORDS: Record<string, string> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "Send a JSON body with the content type application/json.",
  FST_ERR_CTP_BODY_TOO_LARGE: `The body is larger than ${LIMITS.bodyBytes / 1024} kB.`,
  FST_ERR_CTP_EMPTY_JSON_BODY: "The body is empty.",
  FST_ERR_CTP_INVALID_JSON_BODY: "The body is not valid JSON.",
};

/** Every answer that is an error is JSON: GraphQL's shape where GraphQL is spoken, `{error, request_id}` elsewhere. */
export function answerErrors(app: FastifyInstance, format: Transport["format"]): void {
  app.setErrorHandler((error: FastifyError | GraphQLError, request, reply) => {
    const graphqlError = error instanceof GraphQLError ? error : toGraphQLError(error);
    const { status = 500, headers } = (graphqlError.extensions.http ?? {}) as Http;
    for (const [name, value] of headers ?? []) reply.header(name, value);
    return reply.code(status).send(body(request, format(graphqlError, request.id)));
  });
  app.setNotFoundHandler((request, reply) => {
    const error = codedError(ErrorCode.RESOURCE_NOT_FOUND, "There is nothing at this address.");
    return reply.code(404).send(body(request, format(error, request.id)));
  });
}

interface Http {
  readonly status?: number;
  readonly headers?: ReadonlyMap<string, string>;
}

function toGraphQLError(error: FastifyError): GraphQLError {
  if (error.code === "FST_ERR_HANDLER_TIMEOUT") {
    const words = "The answer takes too long; try again later, or ask for less.";
    return codedError(ErrorCode.SERVICE_UNAVAILABLE, words, { http: { status: 503 } });
  }
  const status = error.statusCode ?? 500;
  if (status >= 500) return new GraphQLError(error.message, { originalError: error });
  const words = WORDS[error.code] ?? (error instanceof SyntaxError ? "The body is not valid JSON." : error.message);
  return codedError(ErrorCode.INVALID_REQUEST, words, { http: { status } });
}

function body({ url, id }: FastifyRequest, error: ReturnType<Transport["format"]>) {
  if (/^\/graphql\b/.test(url)) return { errors: [error] };
  const { code, ...details } = error.extensions ?? {};
  return { error: { code, message: error.message, details }, request_id: id };
}
