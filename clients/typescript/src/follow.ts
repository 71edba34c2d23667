import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import type { Connection } from "./connection.js";
import { GatewayError } from "./errors.js";
import { LONGEST_PAUSE_MS, pause, pauseAfter, TRIES } from "./patience.js";
import { stream } from "./stream.js";

/** A subscription that can be resumed: its one field has a cursor, and it takes the last one as `after`. */
export type Followable = Readonly<Record<string, { readonly cursor: string }>>;
export interface FromCursor {
  after?: string | null | undefined;
}

export interface Follower {
  /** The connection that streams share at the time. */
  readonly borrow: () => Connection;
  readonly giveBack: (connection: Connection) => void;
  readonly token: () => Promise<string>;
}

/** Ends after which a stream goes on where it was. */
const PASSING = new Set([
  "UNREACHABLE",
  "SERVER_GOING_AWAY",
  "AUTH_EXPIRED",
  "LAGGED",
  "SERVICE_UNAVAILABLE",
  "RATE_LIMIT_EXCEEDED",
]);

/**
 * Each message once, in order, however often the connection is lost. A gateway that was reached is waited for until the
 * signal is aborted; one that never was, or that has errors of its own, is given up after some tries.
 */
export async function* follow<Data extends Followable, Variables extends FromCursor>(
  follower: Follower,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  signal: AbortSignal | undefined,
  afterFirstLoss?: string,
): AsyncGenerator<Data[keyof Data], void> {
  let after = variables.after ?? undefined;
  let reached = false;
  for (let failures = 0; ; failures++) {
    signal?.throwIfAborted();
    const connection = follower.borrow();
    const began = Date.now();
    try {
      for await (const data of stream(connection, document, { ...variables, after }, signal)) {
        const message = Object.values(data)[0] as Data[keyof Data];
        failures = 0;
        after = message.cursor;
        yield message;
      }
      return;
    } catch (error) {
      signal?.throwIfAborted();
      reached ||= connection.accepted;
      if (connection.accepted && Date.now() - began > LONGEST_PAUSE_MS) failures = 0; // quiet, but it held
      const tries = await triesAfter(error, connection, follower.token);
      if (failures >= (reached ? tries : Math.min(tries, TRIES))) throw error;
    } finally {
      follower.giveBack(connection);
    }
    after ??= afterFirstLoss;
    await pause(pauseAfter(failures), signal);
  }
}

/** How often in a row it may fail like this. */
async function triesAfter(error: unknown, connection: Connection, token: () => Promise<string>): Promise<number> {
  if (!(error instanceof GatewayError)) return 0;
  if (PASSING.has(error.code)) return Number.POSITIVE_INFINITY;
  if (error.code === "INTERNAL_ERROR") return TRIES;
  if (error.code === "INVALID_TOKEN") return connection.token !== (await token()) ? TRIES : 0;
  return 0;
}
