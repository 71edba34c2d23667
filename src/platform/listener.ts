import pg from "pg";
import type { EntityManager } from "typeorm";

/** What wakes processes up. A payload holds ids only; the tables are the truth, and whoever listens also polls slowly. */
export type Channel = "jobs" | "transitions" | "run_events" | "cancelled";

const RECONNECT_MS = 500;
const PROBE_MS = 5_000;

/** Wakes the listeners of a channel up when the transaction commits. */
export async function notify(manager: EntityManager, channel: Channel, payload: string): Promise<void> {
  await manager.query("select pg_notify($1, $2)", [`dr_${channel}`, payload]);
}

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

  async start(channels: readonly Channel[]): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: "data-readiness/listener",
      keepAlive: true,
      query_timeout: PROBE_MS,
    });
    this.client = client;
    const lost = (error?: Error) => {
      if (this.client !== client || this.stopped) return;
      this.client = undefined;
      clearTimeout(this.timer);
      if (error) this.onError(error);
      client.end().catch(() => {});
      this.timer = setTimeout(
        () =>
          void this.start(channels).then(
            () => this.wakeAll(),
            () => {},
          ),
        RECONNECT_MS,
      );
    };
    client.on("error", lost);
    client.on("end", () => lost());
    client.on("notification", ({ channel, payload }) => {
      for (const handler of this.handlers.get(channel) ?? []) handler(payload ?? "");
    });
    try {
      await client.connect();
      for (const channel of channels) await client.query(`listen dr_${channel}`);
      this.probe(client, lost);
    } catch (error) {
      lost(error as Error);
      throw error;
    }
  }

  private probe(client: pg.Client, lost: (error: Error) => void): void {
    this.timer = setTimeout(() => {
      client.query("select 1").then(() => this.client === client && this.probe(client, lost), lost);
    }, PROBE_MS);
  }

  private wakeAll(): void {
    for (const handlers of this.handlers.values()) for (const handler of handlers) handler("");
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => {});
  }
}
