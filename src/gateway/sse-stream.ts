import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from "graphql";

export const EVENT_STREAM = "text/event-stream";
/** Proxies cut connections that are silent for long. */
const HEARTBEAT_MS = 12_000;

/** Writes results as they come, each when the one before has been taken. A reader who falls behind by `lagMs` is cut off. */
export async function writeStream(
  response: ServerResponse,
  headers: OutgoingHttpHeaders,
  results: AsyncGenerator<FormattedExecutionResult>,
  format: (error: GraphQLError) => GraphQLFormattedError,
  lagMs: number,
): Promise<void> {
  response.once("close", () => void results.return(undefined));
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
  try {
    await write(":\n\n"); // some browsers open a stream only at its first byte
    try {
      for await (const result of results) await write(event("next", result));
    } catch (error) {
      await write(event("next", { errors: [format(error as GraphQLError)] }));
    }
    await write(event("complete"));
  } finally {
    clearInterval(heartbeat);
    response.end();
  }
}

const event = (name: string, data?: FormattedExecutionResult) =>
  `event: ${name}\ndata:${data ? ` ${JSON.stringify(data)}` : ""}\n\n`;

/** Resolves when the network has taken the text, or the connection is gone. */
function taken(response: ServerResponse, text: string, lagMs: number): Promise<void> {
  if (response.closed) return Promise.resolve();
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
