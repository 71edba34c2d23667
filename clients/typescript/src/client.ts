import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { type Connection, connection, type WebSocketConstructor } from "./connection.js";
import { type Followable, type FromCursor, follow } from "./follow.js";
import {
  type CreateWorkflowRunInput,
  FollowRunDocument,
  type FollowRunSubscription,
  FollowTenantDocument,
  LatestCursorDocument,
  type RunOutputQuery,
} from "./generated/operations.js";
import { patiently } from "./patience.js";
import { request } from "./request.js";
import { createWorkflowRunAndWait } from "./run-and-wait.js";

export interface ClientOptions {
  /** The gateway's GraphQL endpoint, e.g. `https://gateway.example/graphql`. */
  readonly url: string;
  /** A token, or a function that answers one that holds: it is asked before each request and connection, so keep what it gives. */
  readonly token: string | (() => string | Promise<string>);
  /** Instead of the global one. */
  readonly fetch?: typeof fetch | undefined;
  /** Instead of the global one. */
  readonly webSocket?: WebSocketConstructor | undefined;
}

export interface RequestOptions {
  /** Ends it at once, with the signal's reason. What the gateway has begun goes on there. */
  readonly signal?: AbortSignal | undefined;
}

export interface TransitionsOptions extends RequestOptions {
  /** The cursor of the last transition that you have. */
  readonly after?: string | undefined;
}

export interface RunAndWaitOptions extends RequestOptions {
  /** Told of each transition, once and in order; the next one waits for it. */
  readonly onTransition?: ((transition: Transition) => void | Promise<void>) | undefined;
}

/** One change of a run's status. */
export type Transition = FollowRunSubscription["workflowRunStatusChanged"];
/** A run that has ended, and what came of it. */
export type FinishedRun = NonNullable<RunOutputQuery["workflowRun"]>;

/** Variables may be left out where none is required. */
type Arguments<Variables, Options> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options];

export interface Client {
  /** Executes a query or mutation, once. Throws a UserErrorsError where a payload has `userErrors`, else a GatewayError. */
  request<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    ...rest: Arguments<NoInfer<Variables>, RequestOptions>
  ): Promise<Data>;
  /**
   * Messages of a subscription whose field has a cursor, each once, also when the connection is lost meanwhile. It is
   * complete when what it follows has ended, and ends with an error where it can't go on.
   */
  follow<Data extends Followable, Variables extends FromCursor>(
    document: TypedDocumentNode<Data, Variables>,
    ...rest: Arguments<NoInfer<Variables>, RequestOptions>
  ): AsyncGenerator<Data[keyof Data], void>;
  /**
   * Status transitions of a run, from its first one or behind `after`, until it has ended; or, without a run, of all runs of
   * the tenant, from now or behind `after`, until the signal is aborted.
   */
  transitions(runId: string | undefined, options?: TransitionsOptions): AsyncGenerator<Transition, void>;
  /**
   * Starts a run and waits for its end, whatever that is: look at `status`. Sends the create again where its answer was lost,
   * under an `idempotencyKey`, so that it starts one run. An abort ends the waiting, not the run.
   */
  createWorkflowRunAndWait(input: CreateWorkflowRunInput, options?: RunAndWaitOptions): Promise<FinishedRun>;
}

export function createClient(options: ClientOptions): Client {
  const { url, webSocket } = options;
  const token = async () => (typeof options.token === "function" ? options.token() : options.token);
  const gateway = { url, token, fetch: options.fetch ?? globalThis.fetch.bind(globalThis) };
  const follower = { token, ...shared(() => connection({ url, token, webSocket })) };
  const client: Client = {
    request: (document, ...[variables, { signal } = {}]) => request(gateway, document, variables, signal),
    follow: (document, ...[variables, { signal } = {}]) =>
      follow(follower, document, variables ?? ({} as never), signal),
    transitions: (runId, { after, signal } = {}) =>
      runId === undefined ? ofTenant(after, signal) : follow(follower, FollowRunDocument, { runId, after }, signal),
    createWorkflowRunAndWait: (input, waiting = {}) => createWorkflowRunAndWait(client, input, waiting),
  };
  return client;

  /**
   * Such a stream has no cursor before its first message, so where the log stands is asked for before it begins. It is the
   * newest run's place: where the first connection fails, some transitions of older runs from just before may come too.
   */
  async function* ofTenant(
    after: string | undefined,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Transition, void> {
    const here = after ?? (await patiently(signal, () => latestCursor(signal)));
    yield* follow(follower, FollowTenantDocument, { after }, signal, here);
  }

  async function latestCursor(signal: AbortSignal | undefined): Promise<string | undefined> {
    const { workflowRuns } = await client.request(LatestCursorDocument, {}, { signal });
    return workflowRuns.nodes[0]?.transitions.at(-1)?.cursor;
  }
}

/** Streams use one connection at a time, and another when that one is lost. */
function shared(open: () => Connection) {
  let current: Connection | undefined;
  let streams = 0;
  return {
    borrow: (): Connection => {
      if (!current || current.end !== undefined) {
        current = open();
        streams = 0;
      }
      streams++;
      return current;
    },
    giveBack: (connection: Connection): void => {
      if (connection === current && --streams === 0) current = undefined; // it closes by itself
    },
  };
}
