import { setImmediate as nextTurn } from "node:timers/promises";
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from "graphql";
import type { GraphQLContext } from "../platform/context.js";
import { ErrorCode } from "../platform/errors.js";
import { withoutRepetition } from "./document-limits.js";
import { LIMITS } from "./limits.js";
import { costError, type Variables } from "./query-cost.js";

export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Variables | null;
}

export interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variableValues: Variables;
  readonly type: "query" | "mutation" | "subscription";
}

/** Parses and checks a request by the same rules and limits as POST /graphql; answers what is wrong with it instead. */
export function prepareOperation(
  schema: GraphQLSchema,
  rules: readonly ValidationRule[],
  request: OperationRequest,
): Operation | readonly GraphQLError[] {
  const { operationName } = request;
  const variableValues = request.variables ?? {};
  let document: DocumentNode;
  try {
    document = parse(request.query, { maxTokens: LIMITS.tokens });
  } catch (error) {
    return [error as GraphQLError];
  }
  const errors = validate(schema, document, [...specifiedRules, ...rules], { maxErrors: LIMITS.errors });
  if (errors.length > 0) return withoutRepetition(errors);
  const tooCostly = costError(schema, document, operationName, variableValues);
  if (tooCostly) return [tooCostly];
  const type = getOperationAST(document, operationName)?.operation;
  if (!type) return [new GraphQLError("The document has no operation of that name, or several and no name was given.")];
  return { schema, document, operationName, variableValues, type };
}

/** A stream that has much to tell lets others have their turn after so many results. */
const RESULTS_PER_TURN = 16;

type Format = (error: GraphQLError) => ReturnType<GraphQLError["toJSON"]>;

/** Runs a query or a mutation. */
export async function runOperation(
  operation: Operation,
  contextValue: GraphQLContext,
  format: Format,
): Promise<FormattedExecutionResult> {
  const { errors, ...result } = await execute({ ...operation, contextValue } as ExecutionArgs);
  return { ...result, ...(errors && { errors: errors.map(format) }) };
}

/**
 * Runs a subscription: pulls the next event only when it is asked for a result. Each event is executed with loaders of its
 * own, so that it shows things as they are then. `return` ends it at once, even while it waits for an event, and aborts
 * the context's signal; errors of the stream itself are thrown.
 */
export function followOperation(
  operation: Operation,
  context: Omit<GraphQLContext, "signal">,
  format: Format,
): AsyncGenerator<FormattedExecutionResult, undefined> {
  const gone = new AbortController();
  const contextValue = (): GraphQLContext => ({ ...context, loaders: new Map(), signal: gone.signal });
  const source = openSource({ ...operation, contextValue: contextValue() } as ExecutionArgs);
  source.catch(() => {}); // `next` meets it
  let endWait: (() => void) | undefined;
  let results = 0;
  const done = { done: true, value: undefined } as const;

  async function next(): Promise<IteratorResult<FormattedExecutionResult, undefined>> {
    const events = await source;
    if (++results % RESULTS_PER_TURN === 0) await nextTurn();
    if (gone.signal.aborted) return done;
    const event = await events.next();
    if (event.done || gone.signal.aborted) return done;
    const args = { ...operation, rootValue: event.value, contextValue: contextValue() } as ExecutionArgs;
    const { errors, ...result } = await execute(args);
    return { done: false, value: { ...result, ...(errors && { errors: errors.map(format) }) } };
  }

  return {
    next: () =>
      new Promise((resolve, reject) => {
        endWait = () => resolve(done);
        next().then(resolve, (error: unknown) => reject(toGraphQLError(error)));
      }),
    return: async () => {
      gone.abort();
      endWait?.();
      source.then((events) => events.return?.()).catch(() => {});
      return done;
    },
    throw: (error) => Promise.reject(error),
    async [Symbol.asyncDispose]() {
      await this.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const toGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error });

/** A subscription that can't be opened throws its error, like one that fails later. */
async function openSource(args: ExecutionArgs): Promise<AsyncIterator<unknown>> {
  const source = await createSourceEventStream(args);
  if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]();
  throw (
    source.errors?.[0] ??
    new GraphQLError("The subscription did not open.", { extensions: { code: ErrorCode.INTERNAL_ERROR } })
  );
}
