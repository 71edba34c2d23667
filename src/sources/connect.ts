import { isIP, Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { ConnectionOptions } from "node:tls";
import pg from "pg";
import { boundAnswer } from "./bound-answer.js";
import type { ResolvedHost } from "./resolve-host.js";
import { SourceError } from "./source-error.js";
import { type SourceTarget, TlsMode } from "./source-session.js";
import { toSourceError } from "./to-source-error.js";

/** A connection, and how another one gets to the same place. */
export interface Connected {
  readonly client: pg.Client;
  readonly socket: Socket;
  readonly address: string;
  readonly tls: ConnectionOptions | false;
  /** As PostgreSQL numbers it: 150018 is 15.18. */
  readonly serverVersion: number;
}

/** For finding the host and connecting to it. */
export const CONNECT_TIMEOUT_MS = 10_000;
const LARGEST_GREETING = 1_000_000;
const OLDEST_SERVER = 120_000;
const CHUNK_BYTES = 128 * 1024;
const KEEP_ALIVE_MS = 10_000;
const LONGEST_NAME_BYTES = 63;

/** Values stay the text that the server prints. */
const AS_TEXT: pg.CustomTypesConfig = { getTypeParser: () => (text: unknown) => text as never };

/** Connects to the first of the host's checked addresses that answers. */
export async function connect(
  target: SourceTarget,
  host: ResolvedHost,
  applicationName: string,
  startupOptions: string,
  signal: AbortSignal,
): Promise<Connected> {
  const tls = tlsOptions(target.tls, host.name);
  let failure: unknown;
  for (const [index, address] of host.addresses.entries()) {
    // An address that is silent leaves the others their share of the time.
    const share = CONNECT_TIMEOUT_MS / (host.addresses.length - index);
    const attempt = AbortSignal.any([signal, AbortSignal.timeout(share)]);
    for (const options of [startupOptions, ""]) {
      try {
        return await connectTo(target, address, tls, applicationName, options, attempt);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        failure = error;
        // Poolers that don't know the parameter `options` say 08P01: the transaction sets the same again.
        if (!(error instanceof pg.DatabaseError && error.code === "08P01" && options)) break;
      }
    }
    if (toSourceError(failure, true).code !== "SOURCE_UNREACHABLE") break;
  }
  throw toSourceError(failure, true);
}

async function connectTo(
  target: SourceTarget,
  address: string,
  tls: ConnectionOptions | false,
  applicationName: string,
  options: string,
  signal: AbortSignal,
): Promise<Connected> {
  for (const name of [target.user, target.database]) checkName(name);
  const socket = rereadingSocket();
  const client = new pg.Client({
    host: address,
    port: target.port,
    user: target.user,
    database: target.database,
    // A function, and everything else given too: pg looks for what is absent in this process's own environment.
    password: () => target.password ?? "",
    ssl: tls,
    sslnegotiation: "postgres",
    application_name: applicationName,
    options,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    types: AS_TEXT,
    stream: () => socket,
  });
  surviveNonsense(client.connection as unknown as Parser);
  // Where `options` is empty, pg would take those of this process's environment.
  (client as unknown as { connectionParameters: { options: string } }).connectionParameters.options = options;
  let version = "";
  client.connection.on("parameterStatus", (status: { parameterName: string; parameterValue: string }) => {
    if (status.parameterName === "server_version") version = status.parameterValue;
  });
  client.on("error", () => undefined); // the statement that fails says so itself
  const abort = () => socket.destroy();
  signal.addEventListener("abort", abort, { once: true });
  try {
    if (signal.aborted) throw signal.reason;
    await boundAnswer(socket, LARGEST_GREETING, () => client.connect());
    const serverVersion = versionNumber(version);
    if (serverVersion < OLDEST_SERVER) throw SourceError.of("SOURCE_TOO_OLD");
    return { client, socket, address, tls, serverVersion };
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** What comes is read into the same buffer each time: memory of its own for each chunk costs more than to read it. */
function rereadingSocket(): Socket {
  const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  const socket: Socket = new Socket({
    onread: { buffer, callback: (bytes) => socket.emit("data", buffer.subarray(0, bytes)) },
  });
  return socket;
}

interface Parser {
  attachListeners(stream: Duplex): void;
}

/** What pg's parser can't read it throws, from within the socket's event: that would end this process. */
function surviveNonsense(connection: Parser): void {
  const attach = connection.attachListeners;
  connection.attachListeners = (stream) => {
    attach.call(connection, stream);
    const parse = stream.listeners("data").at(-1) as (chunk: Buffer) => void;
    stream.off("data", parse).on("data", (chunk: Buffer) => {
      try {
        parse(Buffer.from(chunk));
      } catch {
        stream.destroy(new Error("terminated: not what PostgreSQL says"));
      }
    });
  };
}

/** A NUL would begin another parameter of the connection's start, and longer names would be cut off. */
function checkName(name: string): void {
  if (name === "" || name.includes("\0") || Buffer.byteLength(name) > LONGEST_NAME_BYTES) {
    throw SourceError.of("SOURCE_DATABASE_MISSING", "The name of a user or database has 1 to 63 bytes.");
  }
}

function tlsOptions(mode: TlsMode, name: string): ConnectionOptions | false {
  if (mode === TlsMode.DISABLE) return false;
  const rejectUnauthorized = mode === TlsMode.VERIFY_FULL;
  return isIP(name) ? { rejectUnauthorized } : { rejectUnauthorized, servername: name };
}

/** `15.18 (Debian …)` is 150018, `18beta1` 180000. */
function versionNumber(text: string): number {
  const [, major = "0", minor = "0"] = /^(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return Number(major) * 10_000 + Number(minor);
}
