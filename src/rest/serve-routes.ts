import type { OutgoingHttpHeaders } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { authenticate } from "../gateway/authenticate.js";
import { envelope } from "../gateway/http-errors.js";
import type { Transport } from "../gateway/parts.js";
import { EVENT_STREAM, writeStream } from "../gateway/sse-stream.js";
import type { RequestContext } from "../platform/context.js";
import { codedError, ErrorCode, UserErrors } from "../platform/errors.js";
import { authorized } from "../platform/guard.js";
import { inCallersWords } from "./callers-words.js";
import { readInput, SentWrong } from "./read-input.js";
import { keptComingBack, pause, problem } from "./reconnects.js";
import { type Call, isStream, type JsonRoute, type Route, type StreamRoute } from "./route.js";
import { BASE_PATH } from "./routes.js";
import type { RestServices } from "./services.js";

type AnyCall = Call<never, never, never, never>;

/** Serves the routes: who asks and what they may is settled before a body is read. */
export function serveRoutes(
  app: FastifyInstance,
  transport: Transport,
  routes: readonly Route[],
  services: RestServices,
): void {
  const contexts = new WeakMap<FastifyRequest, RequestContext>();
  for (const route of routes) {
    app.route({
      method: route.method,
      url: BASE_PATH + route.path.replace(/\{(\w+)\}/g, ":$1"),
      exposeHeadRoute: !isStream(route),
      onRequest: async (request) => {
        const identity = await authenticate(transport.parts.verifier, request.headers);
        const context = { requestId: request.id, identity, loaders: new Map() };
        contexts.set(request, authorized(context, [route.scope]));
      },
      onSend: isStream(route) ? keptComingBack : undefined,
      handler: async (request, reply) => {
        try {
          const call = callOf(route, contexts.get(request)!, request, reply);
          if (isStream(route)) return await answerStream(route, call, services, transport, request, reply);
          return await answerJson(route, call, services, reply);
        } catch (error) {
          if (error instanceof SentWrong || !(error instanceof UserErrors)) throw error;
          throw inCallersWords(error, route.renamed);
        }
      },
    });
  }
}

function callOf(route: Route, ctx: RequestContext, request: FastifyRequest, reply: FastifyReply): AnyCall {
  const { params, query, headers, body } = route;
  return {
    ctx,
    params: params && readInput(params, request.params),
    query: readInput(query ?? NOTHING, request.query),
    headers: headers && readInput(headers, request.headers),
    body: body && readInput(body, request.body === undefined ? {} : request.body),
    header: (name: string, value: string) => void reply.header(name, value),
  } as AnyCall;
}

const NOTHING = z.strictObject({});

async function answerJson(route: JsonRoute, call: AnyCall, services: RestServices, reply: FastifyReply) {
  const answer = await route.handle(call, services);
  return reply
    .code(route.status ?? 200)
    .header("cache-control", "no-store")
    .send(answer);
}

async function answerStream(
  route: StreamRoute,
  call: AnyCall,
  services: RestServices,
  { parts, streams, format }: Transport,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const { accept } = request.headers;
  if (accept !== undefined && !/text\/event-stream|text\/\*|\*\/\*/.test(accept)) {
    throw codedError(ErrorCode.INVALID_REQUEST, `Accept ${EVENT_STREAM}.`, { http: { status: 406 } });
  }
  const stream = await route.open(call, services);
  if (!stream) return reply.code(204).send();
  const { tenantId } = call.ctx.identity;
  streams.mayEnter(tenantId);
  reply.hijack();
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  const texts = {
    start: pause(),
    item: stream.text,
    failed: (error: Parameters<typeof format>[0]) =>
      problem(JSON.stringify(envelope(format(error, request.id), request.id))),
    end: (failed: boolean) => (failed ? "" : "event: end\ndata: {}\n\n"),
  };
  const lagMs = parts.config.subscriberLagSeconds * 1000;
  const headers = reply.getHeaders() as OutgoingHttpHeaders;
  await streams.count("rest", tenantId, () => writeStream(reply.raw, headers, stream.items(gone.signal), texts, lagMs));
  return undefined;
}
