import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { ErrorCode } from "../platform/errors.js";
import { newId } from "../platform/ids.js";
import { envelope } from "./http-errors.js";

const REFUSALS: Readonly<Record<string, { readonly status: number; readonly message: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, message: "The headers are too large." },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: "The request takes too long to arrive." },
};
const MALFORMED = { status: 400, message: "This is not HTTP." };

/** What Node itself can't read becomes no request, and is answered here in the shape of any other mistake. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable || isAnswering(socket)) {
    socket.destroy();
    return;
  }
  const { status, message } = REFUSALS[error.code ?? ""] ?? MALFORMED;
  const id = newId();
  const body = JSON.stringify(envelope({ message, extensions: { code: ErrorCode.INVALID_REQUEST } }, id));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${id}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** Whether another answer is on its way over the same connection, e.g. a stream: ours would become part of it. */
const isAnswering = (socket: Duplex) =>
  (socket as Duplex & { _httpMessage?: ServerResponse | null })._httpMessage?.headersSent === true;
