import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface UnsteadyProxy {
  /** As the gateway's, by way of here. */
  readonly url: string;
  /** Connections that were asked for so far. */
  readonly asked: () => number;
  /** Ends all connections, without a word of either side. */
  cut(): void;
  /** Nothing gets through the present connections any more, not even that the other side has left. */
  mute(): void;
  /** The next answer is lost: its connection ends with its first byte. */
  loseNextAnswer(): void;
  /** New connections end at once, until further notice. */
  refuse(refuses: boolean): void;
  stop(): Promise<void>;
}

/** A line to the gateway that breaks when a test wants it to. */
export async function unsteadyProxy(gatewayUrl: string): Promise<UnsteadyProxy> {
  const { hostname, port } = new URL(gatewayUrl);
  const sockets = new Set<Socket>();
  const silent = new Set<Socket>();
  let asked = 0;
  let refuses = false;
  let losesNext = false;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((near) => {
    asked++;
    if (refuses) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        if (!silent.has(socket)) other.destroy();
      });
    }
    near.on("data", (data) => far.write(data));
    far.on("data", (data) => {
      if (losesNext) near.destroy();
      else near.write(data);
      losesNext = false;
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    cut,
    mute: () => {
      for (const socket of sockets) silent.add(socket.removeAllListeners("data").resume());
    },
    loseNextAnswer: () => {
      losesNext = true;
    },
    refuse: (value) => {
      refuses = value;
    },
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      cut();
      await closed;
    },
  };
}
