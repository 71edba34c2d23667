import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** Any number, as long as nobody else uses it in the database `postgres` of an embedded server. */
const LOCK_KEY = 7_236_418_053;
const RETRY_MS = 250;

/**
 * Says that a live process owns this server. It is a session lock of PostgreSQL: it ends with our process however that
 * ends, and no file can be left over. A connection that breaks (PostgreSQL recovers from a crash of its own) is renewed.
 */
export class OwnerLock {
  private client: pg.Client | undefined;
  private released = false;

  private constructor(
    private readonly url: string,
    private readonly log: (line: string) => void,
  ) {}

  /** Undefined when somebody else holds it. */
  static async tryTake(url: string, log: (line: string) => void): Promise<OwnerLock | undefined> {
    const lock = new OwnerLock(url, log);
    return (await lock.connect()) ? lock : undefined;
  }

  async release(): Promise<void> {
    this.released = true;
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.url, application_name: "data-readiness owner lock" });
    client.on("error", () => undefined); // 'end' follows, and without a listener the process would die
    await client.connect();
    const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [LOCK_KEY]);
    if (!rows[0]?.taken || this.released) {
      await client.end();
      return false;
    }
    client.on("end", () => void this.renew());
    this.client = client;
    return true;
  }

  private async renew(): Promise<void> {
    while (!this.released) {
      await sleep(RETRY_MS, undefined, { ref: false });
      try {
        if (this.released || (await this.connect())) return;
        this.log("Another process has taken the embedded PostgreSQL over.");
      } catch {
        // The server is not back yet.
      }
    }
  }
}

/** Whether anybody holds the lock. Only looks: taking it, however shortly, could get in its owner's way. */
export async function isOwned(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "select from pg_locks where locktype = 'advisory' and granted and (classid::bigint << 32) | objid::bigint = $1",
      [LOCK_KEY],
    );
    return Boolean(rowCount);
  } finally {
    await client.end().catch(() => undefined);
  }
}
