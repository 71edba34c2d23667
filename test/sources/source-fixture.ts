import pg from "pg";
import { type RowReader, type SessionOptions, type SourceTarget, TlsMode } from "../../src/sources/source-session.js";
import { Sources } from "../../src/sources/sources.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";

export const anySources = () => new Sources({ allowHosts: [], denyHosts: [], statementTimeoutMs: 60_000 });

export const options = (more: Partial<SessionOptions> = {}): SessionOptions => ({
  applicationName: "data-readiness/test",
  statementTimeoutMs: 30_000,
  ...more,
});

export function targetOf(url: string, more: Partial<SourceTarget> = {}): SourceTarget {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    serviceId: "service",
    host: hostname,
    port: Number(port),
    database: pathname.slice(1),
    user: username,
    password,
    tls: TlsMode.DISABLE,
    rowsMayLeave: true,
    ...more,
  };
}

/** All that a reader gives, by buffers of so many bytes. */
export async function allRows(reader: RowReader, size = 65_536): Promise<string> {
  const rows: Buffer[] = [];
  const buffer = Buffer.alloc(size);
  for (let bytes = await reader.read(buffer); bytes > 0; bytes = await reader.read(buffer)) {
    rows.push(Buffer.from(buffer.subarray(0, bytes)));
  }
  return Buffer.concat(rows).toString();
}

/** A source of the test's own, whose role may write: what is refused is refused by the session. */
export class TestSource {
  private constructor(
    readonly database: TestDatabase,
    readonly admin: pg.Client,
  ) {}

  static async create(): Promise<TestSource> {
    const database = await createTestDatabase("source");
    return new TestSource(database, await connected(database.superuserUrl));
  }

  /** Another connection of the superuser, for what holds a transaction open. */
  connect = (): Promise<pg.Client> => connected(this.database.superuserUrl);

  target(more: Partial<SourceTarget> = {}): SourceTarget {
    return targetOf(this.database.url, more);
  }

  async sessions(): Promise<{ state: string; query: string }[]> {
    const { rows } = await this.admin.query(
      "select state, query from pg_stat_activity where datname = $1 and pid <> pg_backend_pid() and backend_type = 'client backend'",
      [this.database.name],
    );
    return rows;
  }

  /** Waits until `condition` holds of the sessions of this source, and answers how long that took. */
  async until(
    condition: (sessions: { state: string; query: string }[]) => boolean,
    deadlineMs = 5_000,
  ): Promise<number> {
    const start = performance.now();
    while (!condition(await this.sessions())) {
      if (performance.now() - start > deadlineMs) throw new Error(`Not within ${deadlineMs} ms.`);
    }
    return performance.now() - start;
  }

  gone = (deadlineMs?: number): Promise<number> => this.until((sessions) => sessions.length === 0, deadlineMs);

  async drop(): Promise<void> {
    await this.admin.end();
    await this.database.drop();
  }
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}
