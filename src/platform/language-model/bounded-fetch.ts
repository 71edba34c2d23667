/** The answer is longer than anything that was asked for. */
export class AnswerTooLong extends Error {}

const SENT_HEADERS = ["accept", "authorization", "content-type"];
/** Responses of these may not have a body. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * A fetch that reads the whole answer itself, up to a bound (after decompression): so the client's timeout and retry
 * cover the body too, which they don't otherwise. It follows no redirect, since the key would go along, and sends no
 * header that tells about this machine.
 */
export function boundedFetch(maxBytes: number): typeof fetch {
  return async (input, init = {}) => {
    const given = new Headers(init.headers);
    const headers = SENT_HEADERS.flatMap((name) => (given.has(name) ? [[name, given.get(name) as string]] : []));
    const response = await fetch(input, { ...init, headers: headers as [string, string][], redirect: "manual" });
    const body = await readAll(response, maxBytes);
    const { status, statusText } = response;
    const kept = new Headers(response.headers);
    kept.delete("content-encoding"); // it is decompressed
    kept.delete("content-length");
    return new Response(WITHOUT_BODY.has(status) ? null : body, { status, statusText, headers: kept });
  };
}

async function readAll(response: Response, maxBytes: number): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new AnswerTooLong(); // leaving the loop cancels the stream, and so the connection
    chunks.push(chunk);
  }
  return new Blob(chunks);
}
