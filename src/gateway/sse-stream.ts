import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { GraphQLError } from "graphql";

export const EVENT_STREAM = "text/event-stream";
/** Proxies cut connections that are silent for long. */
const HEARTBEAT_MS = 12_000;

/** What a stream writes: each is the text of one event or more. */
export interface StreamTexts<T> {
  /** The first words; some browsers open a stream only at its first byte. */
  readonly start: string;
  readonly item: (item: T) => string;
  /** The last words of a stream that failed. */
  readonly failed: (error: GraphQLError) => string;
  /** The last words of any stream; nothing after a failure where `failed` is all. */
  readonly end: (failed: boolean) => string;
}

/** Writes items as they come, each when the one before has been taken. A reader who falls behind by `lagMs` is cut off. */
export async function writeStream<T>(
  response: ServerResponse,
  headers: OutgoingHttpHeaders,
  items: AsyncGenerator<T>,
  texts: StreamTexts<T>,
  lagMs: number,
): Promise<void> {
  if (response.closed) {
    await items.return(undefined); // whoever has left already is not told of again
    return;
  }
  response.once("close", () => void items.return(undefined));
  response.writeHead(200, {
    ...headers,
    "content-type": `${EVENT_STREAM}; charset=utf-8`,
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
  });
  const write = (text: string) => taken(response, text, lagMs);
  const heartbeat = setInterval(() => {
    if (!response.destroyed && response.writableLength === 0) response.write(":\n\n");
  }, HEARTBEAT_MS);
  let failed = false;
  try {
    await write(texts.start);
    try {
      for await (const item of items) await write(texts.item(item));
    } catch (error) {
      failed = true;
      await write(texts.failed(error as GraphQLError));
    }
    await write(texts.end(failed));
  } finally {
    clearInterval(heartbeat);
    response.end();
  }
}

/** Resolves when the network has taken the text, or the connection is gone. */
function taken(response: ServerResponse, text: string, lagMs: number): Promise<void> {
  if (response.closed || text === "") return Promise.resolve();
  return new Promise((resolve) => {
    const lagged = setTimeout(() => response.destroy(), lagMs);
    const end = () => {
      clearTimeout(lagged);
      response.off("close", end);
      resolve();
    };
    response.once("close", end);
    if (!response.destroyed) response.write(text, end);
  });
}
