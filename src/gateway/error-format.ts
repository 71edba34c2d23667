import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { CodedFailure } from "../platform/coded-failure.js";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { isOutage } from "../platform/outage.js";
import { withoutValues } from "./without-values.js";

/** Of the request that failed. */
export interface ErrorScope {
  readonly requestId: string;
  readonly log: Logger;
  /** Names of the schema are not suggested to those who may not read it. */
  readonly hideSuggestions: boolean;
}

/** Codes that are thrown on purpose, with words meant for the client. */
const OURS = new Set<unknown>([
  ...Object.values(ErrorCode),
  "SERVER_GOING_AWAY",
  "AUTH_EXPIRED",
  "LAGGED",
  "CURSOR_EXPIRED",
]);
/** Apollo Server's names for requests that can't be understood. */
const MISTAKES = new Set<unknown>([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
]);
const LONGEST_MESSAGE = 1_000;

/**
 * What the client sees of an error. Whatever was not thrown for its eyes is logged once and becomes INTERNAL_ERROR, or
 * SERVICE_UNAVAILABLE where our database is away.
 */
export function toClientError(error: GraphQLError, scope: ErrorScope): GraphQLFormattedError {
  const { message, extensions } = describe(error, scope);
  const { locations, path } = error.toJSON();
  return { message, ...(locations && { locations }), ...(path && { path }), extensions };
}

function describe(error: GraphQLError, scope: ErrorScope): { message: string; extensions: Record<string, unknown> } {
  const cause = causeOf(error);
  if (OURS.has(error.extensions.code)) {
    const { http, ...extensions } = error.extensions;
    return { message: error.message, extensions };
  }
  if (cause instanceof UserErrors) {
    const [first, ...more] = cause.errors;
    const extensions = { code: first?.code, path: first?.path, ...(more.length > 0 && { userErrors: cause.errors }) };
    return { message: cause.message, extensions };
  }
  if (cause instanceof CodedFailure) {
    return { message: cause.message, extensions: { code: cause.code, retryable: cause.retryable } };
  }
  if (isMistake(error, cause)) {
    const words = withoutValues(error.message);
    const message = scope.hideSuggestions ? words.replace(/ ?Did you mean .*\?$/s, "") : words;
    return { message: message.slice(0, LONGEST_MESSAGE), extensions: { code: ErrorCode.INVALID_REQUEST } };
  }
  const { requestId, log } = scope;
  if (isOutage(cause)) {
    log.warn({ err: cause, requestId, path: error.path?.join(".") }, "The database is away");
    const message = "The database is away; try again later.";
    return { message, extensions: { code: ErrorCode.SERVICE_UNAVAILABLE } };
  }
  log.error({ err: cause, requestId, path: error.path?.join(".") }, "A request failed");
  return {
    message: "Something went wrong here. Its request id leads whoever runs the gateway to the cause.",
    extensions: { code: ErrorCode.INTERNAL_ERROR, requestId },
  };
}

/**
 * A document or variables that GraphQL itself refuses. Such errors come from graphql-js and so have no code and no foreign
 * cause: before the execution they have no path; arguments that are refused while it runs carry their own nodes.
 */
function isMistake(error: GraphQLError, cause: unknown): boolean {
  if (MISTAKES.has(error.extensions.code)) return true;
  if (error.extensions.code !== undefined || !(cause instanceof GraphQLError)) return false;
  return error.path === undefined || (cause !== error && cause.nodes !== undefined);
}

function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}
