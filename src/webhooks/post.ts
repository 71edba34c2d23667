import type { IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { DeliveryError, type WebhookErrorCode } from "./delivery-error.js";
import type { ReceiverHosts } from "./receiver-hosts.js";

const TIMEOUT_MS = 10_000;
/** An address that is silent for so long leaves its turn to the host's next. */
const NEXT_ADDRESS_MS = 1_000;
/** Of an answer so much is read, so that the receiver can end it in good order; it is thrown away. */
const MOST_ANSWER_BYTES = 4_096;

/** Each delivery has a connection of its own: the address that it goes to was checked just then. */
const agent = new Agent({ keepAlive: false, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS });

export interface Message {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a message and answers the status, one of 200 to 299; all else is a DeliveryError. */
export async function post(hosts: ReceiverHosts, message: Message, timeoutMs = TIMEOUT_MS): Promise<number> {
  const signal = AbortSignal.timeout(timeoutMs);
  let status: number;
  try {
    const { addresses } = await hosts.resolve(message.url, signal);
    status = await exchange(message, addresses, signal);
  } catch (error) {
    if (signal.aborted) throw DeliveryError.of("WEBHOOK_TIMEOUT");
    throw error instanceof DeliveryError ? error : DeliveryError.of(codeOf(error));
  }
  if (status >= 200 && status < 300) return status;
  if (status >= 300 && status < 400) throw DeliveryError.of("WEBHOOK_REDIRECTED", status);
  throw DeliveryError.of(status === 410 ? "WEBHOOK_GONE" : "WEBHOOK_REFUSED", status);
}

function exchange({ url, headers, body }: Message, addresses: readonly string[], signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: "POST",
      headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
      agent,
      lookup: only(addresses),
      rejectUnauthorized: true, // whatever NODE_TLS_REJECT_UNAUTHORIZED says
      signal,
    });
    sent.on("error", reject);
    // Without this, node would drop such a connection and say nothing.
    sent.on("upgrade", (_answer, socket) => {
      socket.destroy();
      reject(DeliveryError.of("WEBHOOK_BAD_ANSWER", 101));
    });
    sent.on("response", (answer) => whenRead(answer).then(() => resolve(answer.statusCode ?? 0), reject));
    sent.end(body);
  });
}

/** An answer that breaks off is none; of one that is long, its beginning is enough. */
async function whenRead(answer: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_ANSWER_BYTES) return; // leaving the loop closes the connection
  }
}

/** Stands in for the lookup that the connection would make. */
const only =
  (addresses: readonly string[]): LookupFunction =>
  (_host, { all }, callback) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    if (all) callback(null, found);
    else callback(null, found[0]!.address, found[0]!.family);
  };

const TLS =
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;
const BROKEN = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED"]);

function codeOf(error: unknown): WebhookErrorCode {
  const { code = "" } = (error ?? {}) as { code?: string };
  if (TLS.test(code)) return "WEBHOOK_TLS_FAILED";
  if (BROKEN.has(code)) return "WEBHOOK_CONNECTION_LOST";
  return code.startsWith("HPE_") ? "WEBHOOK_BAD_ANSWER" : "WEBHOOK_UNREACHABLE";
}
