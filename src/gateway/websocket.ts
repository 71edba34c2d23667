import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { GraphQLError } from "graphql";
import { handleProtocols, makeServer } from "graphql-ws";
import { type WebSocket, WebSocketServer } from "ws";
import type { GraphQLContext, Identity } from "../platform/context.js";
import { codedError, ErrorCode } from "../platform/errors.js";
import { newId } from "../platform/ids.js";
import { streamErrors } from "../runs/feed/stream-errors.js";
import { authenticate } from "./authenticate.js";
import { LIMITS } from "./limits.js";
import {
  followOperation,
  type Operation,
  type OperationRequest,
  prepareOperation,
  runOperation,
} from "./operations.js";
import { originAllowed } from "./origins.js";
import type { Transport } from "./parts.js";
import { PerTenant } from "./per-tenant.js";
import { CLOSE, closeSocket, sendTo } from "./websocket-send.js";

interface Connection {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  identity?: Identity;
}

const PING_MS = 15_000;
/** Streams say AUTH_EXPIRED themselves; the socket follows them. */
const EXPIRY_GRACE_MS = 2_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface SocketServer {
  /** Takes an HTTP upgrade, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  readonly sockets: ReadonlySet<WebSocket>;
  stop(): void;
}

/** GraphQL over WebSocket (graphql-transport-ws). A socket is of one token: the one that its connection_init brings. */
export function socketServer(transport: Transport): SocketServer {
  const { parts, metrics } = transport;
  const protocol = makeProtocol(transport);
  const lagMs = parts.config.subscriberLagSeconds * 1000;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.bodyBytes,
    handleProtocols: (offered) => handleProtocols(offered),
    perMessageDeflate: false, // a message that swells when it is unpacked
  });
  server.on("connection", (socket: WebSocket, request: IncomingMessage) => {
    metrics.sockets.inc();
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => sendTo(socket, data, lagMs),
        close: (code, reason) => closeSocket(socket, code ?? CLOSE.internalError, reason ?? ""),
        onMessage: (take) =>
          socket.on("message", (data, isBinary) => {
            if (isBinary) return closeSocket(socket, CLOSE.badRequest, "Text messages only");
            take(String(data)).catch((error: unknown) => {
              parts.log.error({ err: error }, "A WebSocket message failed");
              closeSocket(socket, CLOSE.internalError, "Internal error");
            });
          }),
      },
      { socket, request },
    );
    socket.on("error", () => {}); // a frame that is malformed or too large: ws closes the socket, with its own code
    socket.once("close", (code, reason) => {
      metrics.sockets.dec();
      void closed(code, String(reason));
    });
  });
  const pings = keepAlive(server);
  return {
    sockets: server.clients,
    upgrade(request, socket, head) {
      socket.on("error", () => {});
      const { origin, host } = request.headers;
      if (!originAllowed(origin, host, parts.config.http.corsOrigins)) return refuse(socket, "403 Forbidden");
      if (server.clients.size >= LIMITS.socketsPerGateway) return refuse(socket, "503 Service Unavailable");
      server.handleUpgrade(request, socket, head, (client) => server.emit("connection", client, request));
    },
    stop: () => clearInterval(pings),
  };
}

export function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

function makeProtocol({ parts, documents, rules, metrics, format }: Transport) {
  const perTenant = new PerTenant();
  const refused = (errors: readonly GraphQLError[]) => {
    metrics.operations.inc({ transport: "ws", type: "unknown", outcome: "error" });
    return errors;
  };
  return makeServer<Record<string, unknown>, Connection>({
    connectionInitWaitTimeout: LIMITS.connectionInitMs,
    async onConnect({ connectionParams, extra }) {
      try {
        extra.identity = await authenticate(parts.verifier, extra.request.headers, authorizationOf(connectionParams));
      } catch (error) {
        const code = error instanceof GraphQLError ? error.extensions.code : undefined;
        if (code === undefined) throw error;
        closeSocket(extra.socket, closeCodeFor(code), String(code));
        return false;
      }
      if (!extra.identity) {
        closeSocket(extra.socket, CLOSE.unauthorized, ErrorCode.INVALID_TOKEN);
        return false;
      }
      if (extra.socket.readyState === extra.socket.CLOSED) return false; // it left meanwhile, and won't say so again
      const { tenantId, expiresAt } = extra.identity;
      if (perTenant.of(tenantId) >= LIMITS.socketsPerTenant) {
        closeSocket(extra.socket, CLOSE.tryAgainLater, ErrorCode.RATE_LIMIT_EXCEEDED);
        return false;
      }
      perTenant.add(tenantId);
      extra.socket.once("close", () => perTenant.remove(tenantId));
      closeAt(extra.socket, expiresAt);
      return true;
    },
    onSubscribe({ subscriptions, extra }, _id, payload) {
      const refusal = refusalFor(extra.identity, Object.keys(subscriptions).length);
      if (refusal) return refused([refusal]);
      let query: string | undefined;
      try {
        query = documents.textOf(payload, extra.identity?.tenantId);
      } catch (error) {
        return refused([error as GraphQLError]);
      }
      const operation = prepareOperation(parts.schema, rules, { ...(payload as OperationRequest), query: query ?? "" });
      if (!("document" in operation)) return refused(operation);
      const contextValue: GraphQLContext = {
        requestId: newId(),
        identity: extra.identity,
        loaders: new Map(),
        variables: operation.variableValues,
      };
      return { ...operation, contextValue };
    },
    execute: async (args) => {
      const { contextValue, ...operation } = args as Operation & { contextValue: GraphQLContext };
      metrics.active.inc({ transport: "ws" });
      const result = await runOperation(operation, contextValue, (error) => format(error, contextValue.requestId));
      const outcome = result.errors ? "error" : "ok";
      metrics.operations.inc({ transport: "ws", type: operation.type, outcome });
      return result as never;
    },
    subscribe: (args) => {
      const { contextValue, ...operation } = args as Operation & { contextValue: GraphQLContext };
      metrics.active.inc({ transport: "ws" });
      metrics.operations.inc({ transport: "ws", type: operation.type, outcome: "ok" });
      return followOperation(operation, contextValue, (error) => format(error, contextValue.requestId)) as never;
    },
    onComplete: () => metrics.active.dec({ transport: "ws" }),
    onNext: (_context, _id, _payload, _args, result) => result as never, // formatted already
    onError: (_context, _id, _payload, errors) => errors.map((error) => format(unwrapped(error), newId())),
  });
}

/** graphql-ws wraps what a stream throws. */
const unwrapped = (error: GraphQLError) => (error.originalError instanceof GraphQLError ? error.originalError : error);

function refusalFor(identity: Identity | undefined, operations: number): GraphQLError | undefined {
  if (!identity || identity.expiresAt * 1000 <= Date.now()) return streamErrors.authExpired();
  if (operations <= LIMITS.operationsPerSocket) return undefined;
  return codedError(
    ErrorCode.RATE_LIMIT_EXCEEDED,
    `One connection runs at most ${LIMITS.operationsPerSocket} operations at a time.`,
  );
}

/** `authorization` in connectionParams, whatever its case: GraphiQL sends its headers there. */
function authorizationOf(params: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const value = Object.entries(params ?? {}).find(([name]) => name.toLowerCase() === "authorization")?.[1];
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : ""; // which is no bearer token
}

function closeCodeFor(code: unknown): number {
  if (code === ErrorCode.INVALID_TOKEN) return CLOSE.unauthorized;
  return code === ErrorCode.SERVICE_UNAVAILABLE ? CLOSE.tryAgainLater : CLOSE.forbidden;
}

function closeAt(socket: WebSocket, expiresAt: number): void {
  const left = Math.min(expiresAt * 1000 - Date.now() + EXPIRY_GRACE_MS, LONGEST_TIMER_MS);
  const timer = setTimeout(() => closeSocket(socket, CLOSE.forbidden, "AUTH_EXPIRED"), left);
  socket.once("close", () => clearTimeout(timer));
}

/** Finds connections that are gone without a word. One that has messages waiting is watched by their sending. */
function keepAlive(server: WebSocketServer): NodeJS.Timeout {
  const unanswered = new WeakSet<WebSocket>();
  return setInterval(() => {
    for (const socket of server.clients) {
      if (socket.bufferedAmount > 0) continue;
      if (unanswered.has(socket)) {
        socket.terminate();
        continue;
      }
      unanswered.add(socket);
      socket.once("pong", () => unanswered.delete(socket));
      socket.ping();
    }
  }, PING_MS).unref();
}
