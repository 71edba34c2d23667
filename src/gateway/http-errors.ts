import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { codedError, ErrorCode, type UserError, UserErrors } from "../platform/errors.js";
import { LIMITS } from "./limits.js";
import type { Transport } from "./parts.js";

const WORDS: Record<string, string> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "Send a JSON body with the content type application/json.",
  FST_ERR_CTP_BODY_TOO_LARGE: `The body is larger than ${LIMITS.bodyBytes / 1024} kB.`,
  FST_ERR_CTP_EMPTY_JSON_BODY: "The body is empty.",
  FST_ERR_CTP_INVALID_JSON_BODY: "The body is not valid JSON.",
  FST_ERR_BAD_URL: "The address is malformed.",
};

/** The status of an answer that is an error, where the error does not say another. */
export const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  INVALID_REQUEST: 400,
  INVALID_TOKEN: 401,
  AUTH_EXPIRED: 401,
  INSUFFICIENT_PERMISSIONS: 403,
  RESOURCE_NOT_FOUND: 404,
  RESOURCE_ALREADY_EXISTS: 409,
  CONFLICT: 409,
  CURSOR_EXPIRED: 410,
  VALIDATION_ERROR: 422,
  RATE_LIMIT_EXCEEDED: 429,
  SERVICE_UNAVAILABLE: 503,
  SERVER_GOING_AWAY: 503,
};
/** Errors that another try may not meet, and after how many seconds it is worth one. */
const TRY_AGAIN = new Set([429, 503]);
const TRY_AGAIN_SECONDS = "5";

type Answer = (error: FastifyError | GraphQLError, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** Every answer that is an error is JSON: GraphQL's shape where GraphQL is spoken, `{error, request_id}` elsewhere. */
export function errorAnswer(format: Transport["format"]): Answer {
  return (error, request, reply) => {
    const graphqlError = error instanceof GraphQLError ? error : toGraphQLError(error);
    const formatted = format(graphqlError, request.id);
    const http = (graphqlError.extensions.http ?? {}) as Http;
    const status = http.status ?? STATUS_OF_CODE[String(formatted.extensions?.code)] ?? 500;
    for (const [name, value] of http.headers ?? []) reply.header(name, value);
    reply.header("x-request-id", request.id); // of an address that is malformed, nothing else has set it
    if (TRY_AGAIN.has(status)) reply.header("retry-after", TRY_AGAIN_SECONDS);
    return reply.code(status).send(body(request, formatted));
  };
}

export function answerErrors(app: FastifyInstance, answer: Answer): void {
  app.setErrorHandler(answer);
  app.setNotFoundHandler((request, reply) =>
    answer(codedError(ErrorCode.RESOURCE_NOT_FOUND, "There is nothing at this address."), request, reply),
  );
}

interface Http {
  readonly status?: number;
  readonly headers?: ReadonlyMap<string, string>;
}

function toGraphQLError(error: FastifyError): GraphQLError {
  if (error instanceof UserErrors) return new GraphQLError(error.message, { originalError: error });
  if (error.code === "FST_ERR_HANDLER_TIMEOUT") {
    return codedError(ErrorCode.SERVICE_UNAVAILABLE, "The answer takes too long; try again later, or ask for less.");
  }
  const status = error.statusCode ?? 500;
  if (status >= 500) return new GraphQLError(error.message, { originalError: error });
  const words = WORDS[error.code] ?? (error instanceof SyntaxError ? "The body is not valid JSON." : error.message);
  return codedError(ErrorCode.INVALID_REQUEST, words, { http: { status } });
}

function body({ url, id }: FastifyRequest, error: GraphQLFormattedError) {
  return /^\/graphql\b/.test(url) ? { errors: [error] } : envelope(error, id);
}

/** An error in the shape of REST: `details` has each mistake, with its place in the request. */
export function envelope({ message, extensions = {} }: GraphQLFormattedError, requestId: string) {
  const { code, path, userErrors } = extensions;
  const one = path ? [{ code, message, path }] : [];
  const details = (userErrors ?? one) as readonly UserError[];
  return {
    error: {
      code: String(code),
      message,
      details: details.map(({ code, message, path }) => ({ code, message, path })),
    },
    request_id: requestId,
  };
}
