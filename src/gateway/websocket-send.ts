import type { WebSocket } from "ws";
import { LIMITS } from "./limits.js";

/** Codes we close a socket with, beside those of graphql-ws. docs/subscriptions.md says what a client does then. */
export const CLOSE = {
  goingAway: 1001,
  tryAgainLater: 1013,
  badRequest: 4400,
  unauthorized: 4401,
  forbidden: 4403,
  lagged: 4408,
  internalError: 4500,
} as const;

/** A close frame gets this long to be taken, before the connection is cut. */
const CLOSE_GRACE_MS = 1_000;

export function closeSocket(socket: WebSocket, code: number, reason: string): void {
  if (socket.readyState >= socket.CLOSING) return;
  socket.close(code, reason);
  const timer = setTimeout(() => socket.terminate(), CLOSE_GRACE_MS);
  socket.once("close", () => clearTimeout(timer));
}

/**
 * Sends a message and resolves when the network has taken it, so that whoever produces messages waits for their reader.
 * A reader who does not take one within `lagMs` is cut off. What a client sends is not read while much waits for it.
 */
export function sendTo(socket: WebSocket, data: string, lagMs: number): Promise<void> {
  if (socket.readyState !== socket.OPEN) return closedOf(socket);
  return new Promise((resolve) => {
    const lagged = setTimeout(() => closeSocket(socket, CLOSE.lagged, "LAGGED"), lagMs);
    socket.send(data, () => {
      clearTimeout(lagged); // a failed send means a lost connection, and its `close` ends all that belongs to it
      if (socket.isPaused && socket.bufferedAmount < LIMITS.socketBacklogBytes) socket.resume();
      resolve();
    });
    if (socket.bufferedAmount >= LIMITS.socketBacklogBytes) socket.pause();
  });
}

const closed = new WeakMap<WebSocket, Promise<void>>();

/** A message for a socket that is closing is never taken: whoever sends it waits until there is nobody to send to. */
function closedOf(socket: WebSocket): Promise<void> {
  if (socket.readyState === socket.CLOSED) return Promise.resolve();
  const known = closed.get(socket) ?? new Promise((resolve) => socket.once("close", () => resolve()));
  closed.set(socket, known);
  return known;
}
