import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { Certificate } from "./certificate.js";

export interface TestServer {
  readonly port: number;
  /** Every connection that there was. */
  readonly sockets: Socket[];
  /** Cuts all connections off. */
  cut(): void;
  close(): Promise<void>;
}

/** A TCP server of the test's own on 127.0.0.1. */
export async function serve(onConnection: (socket: Socket) => void): Promise<TestServer> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    onConnection(socket);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    cut,
    close: async () => {
      cut();
      await once(server.close(), "close");
    },
  };
}

/** Passes everything on to a port, both ways. */
export function pass(socket: Socket | TLSSocket, port: number, first?: Buffer): void {
  const onward = connect(port, "127.0.0.1");
  if (first) onward.write(first);
  socket.pipe(onward).pipe(socket);
  onward.on("error", () => socket.destroy());
  socket.on("error", () => onward.destroy()).on("close", () => onward.destroy());
}

/** What stands in front of a PostgreSQL that speaks no TLS itself. Answers the names that clients asked for, too. */
export async function serveTls(port: number, certificate: Certificate): Promise<TestServer & { names: unknown[] }> {
  const names: unknown[] = [];
  const server = await serve((socket) => {
    socket.once("data", () => {
      socket.write("S");
      const secure = new TLSSocket(socket, { isServer: true, ...certificate });
      secure.on("error", () => socket.destroy()).on("secure", () => names.push(secure.servername));
      pass(secure, port);
    });
  });
  return Object.assign(server, { names });
}

/** A message of PostgreSQL's protocol. */
export function message(type: string, ...parts: (string | number[])[]): Buffer {
  const content = Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(`${part}\0`) : Buffer.from(part))),
  );
  const head = Buffer.from(`${type}0000`);
  head.writeInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

export const errorMessage = (state: string, text: string): Buffer =>
  message("E", "SFATAL", "VFATAL", `C${state}`, `M${text}`, `D${text}`, `H${text}`, [0]);
