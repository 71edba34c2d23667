import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { Certificate } from "../sources/certificate.js";

export interface Received {
  readonly path: string;
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly body: string;
  /** The body, read. */
  readonly event: any;
}

/** What it does with a request: answers a status, or does as it likes. */
type Behaviour = (received: Received, response: ServerResponse, request: IncomingMessage) => number | undefined;

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** A real HTTPS server that writes down what it gets, and answers 200 as long as nothing else is asked of it. */
export async function startReceiver(certificate: Certificate, port = 0) {
  const received: Received[] = [];
  const sockets = new Set<Duplex>();
  let behaviour: Behaviour = () => 200;
  const server = createServer(certificate, async (request, response) => {
    try {
      let body = "";
      for await (const chunk of request) body += chunk;
      const header = (name: string) => String(request.headers[name]);
      const one: Received = {
        path: request.url ?? "",
        id: header("webhook-id"),
        timestamp: header("webhook-timestamp"),
        signature: header("webhook-signature"),
        body,
        event: JSON.parse(body),
      };
      received.push(one);
      const status = behaviour(one, response, request);
      if (status !== undefined) response.writeHead(status).end();
    } catch {
      request.destroy();
    }
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
  });
  server.on("tlsClientError", () => undefined);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    received,
    behave(next: Behaviour) {
      behaviour = next;
    },
    async stop() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
