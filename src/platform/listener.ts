import type { Socket } from "node:net";
import pg from "pg";
import type { EntityManager } from "typeorm";

/** What wakes processes up. A payload holds ids only; the tables are the truth, and whoever listens also polls slowly. */
export type Channel = "jobs" | "transitions" | "run_events" | "cancelled" | "webhooks";

const RECONNECT_MS = 500;
const PROBE_MS = 5_000;

const nameOf = (channel: Channel): string => `dr_${channel}`;

/** Wakes the listeners of a channel up when the transaction commits. */
export async function notify(manager: EntityManager, channel: Channel, payload: string): Promise<void> {
  await manager.query("select pg_notify($1, $2)", [nameOf(channel), payload]);
}

/** The same as an expression, for a statement that has more to do: it saves a round trip while locks are held. */
export const notified = (channel: Channel, payloadSql: string): string =>
  `pg_notify('${nameOf(channel)}', ${payloadSql}::text)`;

type Handler = (payload: string) => void;

/** One connection that listens for a whole process, and comes back when it is cut, also when it is cut silently. */
export class Listener {
  private readonly handlers = new Map<string, Set<Handler>>();
  private client?: pg.Client;
  private timer?: NodeJS.Timeout;
  private stopped = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly onError: (error: Error) => void,
  ) {}

  /** Called with each payload, and with "" after a reconnect, when anything may have been missed. Returns its own end. */
  on(channel: Channel, handler: Handler): () => void {
    const name = `dr_${channel}`;
    const handlers = this.handlers.get(name) ?? new Set();
    this.handlers.set(name, handlers.add(handler));
    return () => handlers.delete(handler);
  }

  /** Connects; a connection that is lost later comes back by itself. */
  async start(channels: readonly Channel[]): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: "data-readiness/listener",
      keepAlive: true,
      query_timeout: PROBE_MS,
      connectionTimeoutMillis: PROBE_MS,
    });
    this.client = client;
    client.on("error", () => undefined); // while it connects, `connect` says so
    client.on("notification", ({ channel, payload }) => {
      for (const handler of this.handlers.get(channel) ?? []) handler(payload ?? "");
    });
    try {
      await client.connect();
      await client.query(channels.map((channel) => `listen ${nameOf(channel)}`).join("; "));
    } catch (error) {
      cut(client);
      throw error;
    }
    const lost = (error: Error) => {
      if (this.client !== client || this.stopped) return;
      this.onError(error);
      cut(client);
      this.comeBack(channels);
    };
    client.on("error", lost);
    client.on("end", () => lost(new Error("The connection was closed.")));
    this.probe(client, lost);
  }

  private comeBack(channels: readonly Channel[]): void {
    this.client = undefined;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.start(channels).then(
        () => this.wakeAll(),
        () => this.stopped || this.comeBack(channels),
      );
    }, RECONNECT_MS);
  }

  /** A connection that was cut silently says nothing until it is asked. */
  private probe(client: pg.Client, lost: (error: Error) => void): void {
    this.timer = setTimeout(() => {
      client.query("select 1").then(() => {
        if (this.client === client && !this.stopped) this.probe(client, lost);
      }, lost);
    }, PROBE_MS);
  }

  private wakeAll(): void {
    for (const handlers of this.handlers.values()) for (const handler of handlers) handler("");
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    if (this.client) cut(this.client);
  }
}

/** Not `end`, which waits for the server: it may be gone without a word. Listening leaves nothing to say goodbye to. */
function cut(client: pg.Client): void {
  (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
}
