import type { Socket } from "node:net";
import { SourceError } from "./source-error.js";

const LOOK_MS = 100;

/**
 * Does `work`, which waits for an answer that is kept in memory: one that grows beyond `limit` bytes ends the connection.
 * A server that is ill-disposed or has a catalog of millions must not take the memory of everybody's process.
 */
export async function boundAnswer<T>(socket: Socket, limit: number, work: () => Promise<T>): Promise<T> {
  const start = socket.bytesRead;
  let tooLarge = false;
  const timer = setInterval(() => {
    tooLarge = socket.bytesRead - start > limit;
    if (tooLarge) socket.destroy();
  }, LOOK_MS);
  try {
    return await work();
  } catch (error) {
    throw tooLarge ? SourceError.of("SOURCE_ANSWER_TOO_LARGE") : error;
  } finally {
    clearInterval(timer);
  }
}
