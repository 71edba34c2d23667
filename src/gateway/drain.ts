import { setTimeout as after } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { GatewayMetrics } from "./metrics.js";
import type { SocketServer } from "./websocket.js";
import { CLOSE, closeSocket } from "./websocket-send.js";

const SLICES = 10;
/** Sockets are closed over at most this long, so that their clients do not all come back at once. */
const SPREAD_MS = 5_000;
/** Streams that were told to end get this long to say so to their readers. */
const LAST_WORDS_MS = 2_000;
/** New connections are taken for so long, so that a balancer that looks meanwhile is told 503 rather than refused. */
const NOTICE_MS = 250;

/** Ends the gateway in good order: streams, then sockets slice by slice, beside the requests that are under way. */
export async function drainGateway(
  app: FastifyInstance,
  { sockets }: SocketServer,
  metrics: GatewayMetrics,
  endStreams: () => void,
  deadlineMs: number,
): Promise<void> {
  const deadline = setTimeout(() => app.server.closeAllConnections(), deadlineMs);
  try {
    endStreams();
    await after(Math.min(NOTICE_MS, deadlineMs / 2));
    const until = Date.now() + Math.min(LAST_WORDS_MS, deadlineMs / 2);
    while ((await underWay(metrics)) > 0 && Date.now() < until) await after(20);
    const closed = app.close(); // takes no more connections, and waits for the requests under way
    const open = [...sockets];
    const perSlice = Math.ceil(open.length / SLICES);
    const pause = Math.min(SPREAD_MS, deadlineMs / 2) / SLICES;
    for (let start = 0; start < open.length; start += perSlice) {
      if (start > 0) await after(pause);
      for (const socket of open.slice(start, start + perSlice)) closeSocket(socket, CLOSE.goingAway, "Going away");
    }
    await closed;
  } finally {
    clearTimeout(deadline);
  }
}

async function underWay(metrics: GatewayMetrics): Promise<number> {
  const { values } = await metrics.active.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}
