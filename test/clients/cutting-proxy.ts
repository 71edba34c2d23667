import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** After how many messages with this text a connection is cut; the next one on its way is torn apart. */
export interface Cut {
  readonly text: string;
  readonly after: number;
}

export interface CuttingProxy {
  readonly url: string;
  /** Cuts that have not happened yet. */
  readonly left: readonly Cut[];
  /** How many messages with this text were handed on so far. */
  passed(text: string): number;
  /** New connections lead to another server from now on. */
  leadTo(target: string): void;
  close(): Promise<void>;
}

/** A network that breaks: hands on what a client and a server send each other, and cuts their connections as planned. */
export async function cuttingProxy(target: string, cuts: readonly Cut[]): Promise<CuttingProxy> {
  const left = [...cuts];
  const open = new Set<Socket>();
  let { hostname, port } = new URL(target);
  let answers = "";
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    const cut = () => {
      client.resetAndDestroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket
        .on("error", () => {})
        .on("close", () => {
          open.delete(socket);
          client.destroy();
          upstream.destroy();
        });
    }
    client.on("data", (data) => upstream.write(data));
    let seen = 0;
    upstream.on("data", (data) => {
      const [next] = left;
      for (let at = -1; next; seen++) {
        at = data.indexOf(next.text, at + 1);
        if (at < 0) break;
        if (seen < next.after) continue;
        left.shift();
        client.write(data.subarray(0, at + next.text.length), cut);
        return;
      }
      answers += data;
      client.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    left,
    passed: (text) => answers.split(text).length - 1,
    leadTo: (other) => {
      ({ hostname, port } = new URL(other));
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
