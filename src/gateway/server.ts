import Fastify, { type FastifyInstance, LogController } from "fastify";
import { NoSchemaIntrospectionCustomRule } from "graphql";
import { newId } from "../platform/ids.js";
import { documentLimits } from "./document-limits.js";
import { RememberedDocuments } from "./documents/remembered-documents.js";
import { TrustedDocuments } from "./documents/trusted-documents.js";
import { drainGateway } from "./drain.js";
import { toClientError } from "./error-format.js";
import { noSubgraphSdl } from "./federation/no-subgraph-sdl.js";
import { serveGraphiql, wantsPage } from "./graphiql.js";
import { graphqlOverHttp } from "./graphql.js";
import { serveHealth } from "./health.js";
import { answerErrors, errorAnswer } from "./http-errors.js";
import { guardHeaders } from "./http-headers.js";
import { LIMITS } from "./limits.js";
import { gatewayMetrics, serveMetrics } from "./metrics.js";
import { OpenStreams } from "./open-streams.js";
import type { GatewayParts, Transport } from "./parts.js";
import { serveSse } from "./sse.js";
import { answerUnreadable } from "./unreadable.js";
import { refuse, socketServer } from "./websocket.js";

export interface Gateway {
  /** Answers the address that it listens on. */
  listen(): Promise<string>;
  /** Not ready any more, streams end, requests under way finish: within DRAIN_SECONDS. */
  drain(): Promise<void>;
  /** Ends what is left at once. */
  close(): Promise<void>;
}

/** The HTTP face: /graphql over HTTP, WebSocket and SSE, GraphiQL, REST, health and metrics. */
export async function buildGateway(parts: GatewayParts): Promise<Gateway> {
  const { config } = parts;
  const transport = transportOf(parts);
  let draining = false;
  const answer = errorAnswer(transport.format);
  const app = makeApp(parts, answer);
  app.addHook("onSend", async (_request, reply) => {
    if (draining) reply.header("connection", "close"); // else it would be kept for requests that can't come
  });
  guardHeaders(app, config.http.corsOrigins);
  answerErrors(app, answer);
  serveMetrics(app, parts.metrics, transport.metrics);
  serveHealth(app, parts.ready, () => draining);
  serveSse(app, transport);
  const graphql = await graphqlOverHttp(transport);
  const page = config.http.graphiql ? await serveGraphiql(app, parts.graphiql ?? { tabs: [] }) : undefined;
  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    handler: (request, reply) => (page && wantsPage(request) ? page(request, reply) : graphql.handler(request, reply)),
  });
  await parts.rest?.(app, transport);
  const sockets = socketServer(transport);
  app.server.on("upgrade", (request, socket, head) => {
    if (draining) refuse(socket, "503 Service Unavailable");
    else if (request.url?.split("?")[0] !== "/graphql") refuse(socket, "404 Not Found");
    else sockets.upgrade(request, socket, head);
  });

  let closing: Promise<void> | undefined;
  const close = async () => {
    draining = true;
    sockets.stop();
    for (const socket of sockets.sockets) socket.terminate();
    app.server.closeAllConnections();
    await app.close();
    await graphql.stop();
  };
  return {
    listen: () => app.listen({ host: config.http.host, port: config.http.port }),
    drain: async () => {
      draining = true;
      await drainGateway(app, sockets, transport.metrics, parts.endStreams, config.drainSeconds * 1000);
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function transportOf(parts: GatewayParts): Transport {
  const { introspection } = parts.config.http;
  const rules = introspection ? [documentLimits] : [documentLimits, NoSchemaIntrospectionCustomRule, noSubgraphSdl];
  const metrics = gatewayMetrics(parts.metrics);
  return {
    parts,
    documents: parts.trustedDocuments ? trusted(parts, parts.trustedDocuments, rules) : new RememberedDocuments(),
    rules,
    metrics,
    streams: new OpenStreams(metrics),
    format: (error, requestId) => toClientError(error, { requestId, log: parts.log, hideSuggestions: !introspection }),
  };
}

/** A list that no longer fits is told of, and not a reason to serve nobody: other operations of it still do. */
function trusted({ schema, log }: GatewayParts, listed: ReadonlyMap<string, string>, rules: Transport["rules"]) {
  const documents = new TrustedDocuments(listed);
  log.info({ documents: listed.size }, "only trusted documents are executed");
  for (const each of documents.unusable(schema, rules)) log.warn(each, "a trusted document can't be executed");
  return documents;
}

/** Percent-encoded, a fully qualified name of 2,000 characters may take this many. */
const LONGEST_NAME = 6_000;

function makeApp({ log }: GatewayParts, frameworkErrors: ReturnType<typeof errorAnswer>): FastifyInstance {
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    genReqId: (request) => {
      const sent = request.headers["x-request-id"];
      return typeof sent === "string" && /^[\w.-]{1,128}$/.test(sent) ? sent : newId();
    },
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error, request, reply) => void frameworkErrors(error, request, reply),
    routerOptions: { maxParamLength: LONGEST_NAME },
    bodyLimit: LIMITS.bodyBytes,
    requestTimeout: 30_000, // a body that trickles in
    keepAliveTimeout: 72_000,
    handlerTimeout: LIMITS.requestMs,
  }) as unknown as FastifyInstance;
  app.removeContentTypeParser("text/plain"); // which a foreign page could send without asking first
  return app;
}
