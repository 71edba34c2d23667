import { once } from "node:events";
import { type ClientOptions, WebSocket } from "ws";

export interface Message {
  id?: string;
  type: string;
  payload?: unknown;
}

/** A client of the protocol that does what it is told, right or wrong. */
export class RawSocket {
  readonly received: Message[] = [];
  private readonly wanted = new Set<() => void>();
  readonly closed: Promise<{ code: number; reason: string }>;

  private constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => {
      socket.once("close", (code, reason) => {
        resolve({ code, reason: String(reason) });
        for (const look of this.wanted) look();
      });
    });
    socket.on("error", () => {});
    socket.on("message", (data) => {
      this.received.push(JSON.parse(String(data)) as Message);
      for (const look of this.wanted) look();
    });
  }

  static async open(url: string, options: ClientOptions = {}, protocol = "graphql-transport-ws"): Promise<RawSocket> {
    const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, protocol, options);
    const raw = new RawSocket(socket);
    await once(socket, "open");
    return raw;
  }

  /** Open, and acknowledged. */
  static async ready(url: string, token: string): Promise<RawSocket> {
    const raw = await RawSocket.open(url);
    raw.init({ authorization: `Bearer ${token}` });
    await raw.next("connection_ack");
    return raw;
  }

  init(payload?: object): void {
    this.send({ type: "connection_init", payload });
  }

  subscribe(id: string, query: string, variables?: object): void {
    this.send({ type: "subscribe", id, payload: { query, variables } });
  }

  send(message: object | string): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** Takes the first message of this type (and id) that has come or will come. */
  async next(type: string, id?: string): Promise<Message> {
    const deadline = AbortSignal.timeout(15_000);
    while (true) {
      const at = this.received.findIndex((each) => each.type === type && (id === undefined || each.id === id));
      if (at >= 0) return this.received.splice(at, 1)[0]!;
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`The socket closed without ${type}.`);
      await new Promise<void>((resolve, reject) => {
        const late = () => reject(new Error(`No ${type} came, but ${JSON.stringify(this.received)}.`));
        deadline.addEventListener("abort", late, { once: true });
        const look = () => {
          this.wanted.delete(look);
          deadline.removeEventListener("abort", late);
          resolve();
        };
        this.wanted.add(look);
      });
    }
  }
}
