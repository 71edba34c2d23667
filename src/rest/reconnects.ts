import type { onSendAsyncHookHandler } from "fastify";
import { EVENT_STREAM } from "../gateway/sse-stream.js";

const LEAST_PAUSE_MS = 1_000;

/** When an EventSource comes back. Those whom one end cuts off together come back one after the other. */
export const pause = () => `retry: ${Math.round(LEAST_PAUSE_MS * (1 + Math.random()))}\n\n`;

/** Why a stream has to end before its time: an error in its shape. */
export const problem = (error: string) => `event: problem\ndata: ${error}\n\n`;

/** What another try may not meet: an outage, or too many streams at the moment. */
const PASSING = new Set([429, 503]);

/**
 * An EventSource gives up for good at any status but 200. So whoever comes back, which Last-Event-ID tells, is told of what
 * will pass as the problem of a stream that ends at once, and comes back once more.
 */
export const keptComingBack: onSendAsyncHookHandler = async (request, reply, payload) => {
  if (!PASSING.has(reply.statusCode) || !request.headers["last-event-id"]) return payload;
  reply
    .code(200)
    .type(`${EVENT_STREAM}; charset=utf-8`)
    .header("cache-control", "no-store")
    .removeHeader("retry-after");
  return pause() + problem(String(payload));
};
