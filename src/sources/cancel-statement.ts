import { Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Connected } from "./connect.js";

const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const LONGEST_MS = 1_500;

/**
 * Asks the server to cancel what the connection's backend is doing, by PostgreSQL's CancelRequest: a short connection of
 * its own that needs no login, and that poolers pass on. Resolves when the server has closed it, which it does after it
 * has sent the signal; whether anything was cancelled it doesn't say.
 */
export function cancelStatement({ client, address, tls }: Connected): Promise<void> {
  const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
  const request = Buffer.alloc(16);
  request.writeInt32BE(16, 0);
  request.writeInt16BE(1234, 4);
  request.writeInt16BE(5678, 6);
  request.writeInt32BE(processID, 8);
  request.writeInt32BE(secretKey, 12);
  return new Promise((resolve) => {
    const socket = new Socket();
    socket.setTimeout(LONGEST_MS, () => socket.destroy());
    socket.on("error", () => socket.destroy()).on("close", () => resolve());
    socket.connect(client.port, address, () => {
      if (!tls) {
        socket.end(request);
        return;
      }
      socket.write(SSL_REQUEST);
      socket.once("data", (answer) => {
        if (answer.toString() !== "S") return void socket.destroy();
        const secure = connectTls({ ...tls, socket, host: address });
        secure.on("error", () => socket.destroy()).on("secureConnect", () => secure.end(request));
      });
    });
  });
}
