import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { DataSource } from "typeorm";
import type { Config } from "../config.js";
import type { PreparedEmbedded } from "../platform/embedded-postgres/prepare-embedded.js";
import { prepareEmbedded } from "../platform/embedded-postgres/prepare-embedded.js";
import { databaseProblem, StartError } from "./start-error.js";

export interface OpenedDatabase {
  readonly url: string;
  /** Only without DATABASE_URL. */
  readonly embedded?: PreparedEmbedded;
  close(): Promise<void>;
}

/** pg-boss needs it. */
const OLDEST_SERVER = 13;
const MIGRATION_LOCK = 7_236_418_057;

/** Connects to our own database, the embedded one where none is given, and brings its tables up to date. */
export async function openDatabase(
  config: Config,
  dataSource: DataSource,
  log: (line: string) => void,
): Promise<OpenedDatabase> {
  const embedded = config.embedded ? await prepareEmbedded(config.dataDir, log) : undefined;
  const url = embedded?.appUrl ?? config.databaseUrl;
  try {
    if (embedded) await rememberUrl(config.dataDir, url);
    await migrate(url, dataSource.setOptions({ url, poolSize: config.databasePool }), log);
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    await embedded?.server.stop();
    throw error instanceof StartError ? error : databaseProblem(url, error);
  }
  return {
    url,
    embedded,
    close: async () => {
      await dataSource.destroy();
      await embedded?.server.stop();
    },
  };
}

/** Many processes may start at once: one migrates, the others wait for it. */
async function migrate(url: string, dataSource: DataSource, log: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined); // the statement that fails says so itself
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string; superuser: boolean }>(
      "select current_setting('server_version_num') as version, rolsuper as superuser from pg_roles where rolname = current_user",
    );
    const major = Math.floor(Number(rows[0]!.version) / 10_000);
    if (major < OLDEST_SERVER) {
      throw new StartError(`DATABASE_URL: PostgreSQL ${major} is too old, ${OLDEST_SERVER} or later is needed.`);
    }
    if (rows[0]!.superuser) {
      log("DATABASE_URL names a superuser, whom row-level security does not bind: better connect as a plain role.");
    }
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await dataSource.initialize();
    await dataSource.runMigrations();
  } finally {
    await client.end().catch(() => undefined); // the lock goes with it
  }
}

/** For the TypeORM command line and for further processes; it holds a password. */
async function rememberUrl(dataDir: string, url: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, "database-url");
  await writeFile(file, `${url}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
}
