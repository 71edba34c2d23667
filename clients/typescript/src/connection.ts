import { type Client, createClient } from "graphql-ws";
import { GatewayError, type GatewayErrorCode } from "./errors.js";

/** Makes WebSockets: the browser's or Node's own class, or that of the package `ws`. */
export type WebSocketConstructor = new (url: string, protocol: string) => object;

export interface ConnectionOptions {
  readonly url: string;
  readonly token: () => Promise<string>;
  readonly webSocket: WebSocketConstructor | undefined;
}

/** One WebSocket, of one token. Streams share it. */
export interface Connection {
  readonly client: Client;
  /** The token that it was opened with. */
  readonly token: string | undefined;
  /** The gateway took the token. */
  readonly accepted: boolean;
  /** Why it is gone. */
  readonly end: unknown;
}

/** The gateway is asked for a sign of life as often, and given as long for it: not every loss is told. */
const PING_MS = 10_000;
const ANSWER_MS = 5_000;

/** Opens when the first stream needs it, closes after the last. It is never opened again: streams go on on another one. */
export function connection({ url, token, webSocket }: ConnectionOptions): Connection {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const made: { -readonly [Key in keyof Connection]: Connection[Key] } = {
    token: undefined,
    accepted: false,
    end: undefined,
    client: createClient({
      url: url.replace(/^http/, "ws"),
      webSocketImpl: webSocket,
      retryAttempts: 0,
      keepAlive: PING_MS,
      connectionAckWaitTimeout: ANSWER_MS,
      connectionParams: async () => {
        try {
          made.token = await token();
        } catch (error) {
          made.end = new TokenFailure(error);
          throw error;
        }
        return { authorization: `Bearer ${made.token}` };
      },
      on: {
        connected: () => {
          made.accepted = true;
        },
        ping: (received) => {
          if (!received) silence = setTimeout(() => made.client.terminate(), ANSWER_MS);
        },
        pong: (received) => {
          if (received) clearTimeout(silence);
        },
        error: (error) => {
          made.end ??= error;
        },
        closed: (event) => {
          clearTimeout(silence);
          made.end ??= event;
          // After a close in good order the client would subscribe again by itself, from where it began.
          Promise.resolve(made.client.dispose()).catch(() => {});
        },
      },
    }),
  };
  return made;
}

class TokenFailure {
  constructor(readonly error: unknown) {}
}

/** What the end of a connection means: docs/subscriptions.md has the gateway's close codes. */
export function endOf(end: unknown): unknown {
  if (end instanceof TokenFailure) return end.error;
  const { code, reason = "" } = (typeof end === "object" && end !== null ? end : {}) as CloseEventLike;
  const gatewayCode = (code === undefined ? undefined : CLOSED_WITH.get(code)) ?? "UNREACHABLE";
  const told = /^[A-Z]+_[A-Z_]+$/.test(reason) ? reason : gatewayCode;
  return new GatewayError(told, `The connection was lost${code === undefined ? "" : ` (${code} ${reason})`}.`, {
    cause: end,
  });
}

interface CloseEventLike {
  readonly code?: number;
  readonly reason?: string;
}

const CLOSED_WITH = new Map<number, GatewayErrorCode>([
  [1001, "SERVER_GOING_AWAY"],
  [1013, "SERVICE_UNAVAILABLE"],
  [4400, "INVALID_REQUEST"],
  [4401, "INVALID_TOKEN"],
  [4403, "INSUFFICIENT_PERMISSIONS"],
  [4406, "INVALID_REQUEST"],
  [4500, "INTERNAL_ERROR"],
]);
