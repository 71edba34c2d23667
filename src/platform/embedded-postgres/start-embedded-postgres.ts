import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { usableBinaries } from "./binaries.js";
import { ensureCluster, locateCluster } from "./cluster.js";
import { clearOrphan } from "./orphan.js";
import { OtherGatewayError } from "./other-gateway-error.js";
import { OwnerLock } from "./owner-lock.js";
import { readPasswords } from "./passwords.js";
import { Supervisor } from "./supervisor.js";

/** A real PostgreSQL of our own, for as long as this process lives. */
export interface EmbeddedPostgres {
  readonly host: "127.0.0.1";
  readonly port: number;
  /** The superuser in the database `postgres`. */
  readonly superuserUrl: string;
  /** Without a user: the superuser. */
  urlOf(database: string, user?: string, password?: string): string;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly log?: (line: string) => void;
  /** Settings of postgresql.conf that differ from ours. */
  readonly settings?: Readonly<Record<string, string>>;
}

const HOST = "127.0.0.1";

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: HOST,
  // A socket's path may hold 107 bytes only, and would sit in a folder that others can write to.
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "128MB",
  jit: "off", // statements are many and short: compiling them costs more than it gains
  TimeZone: "UTC",
  // What the server did, but no failed statement: those are the caller's business, and may hold data.
  log_min_messages: "log",
  log_checkpoints: "off",
  log_timezone: "UTC",
};

/** Starts PostgreSQL on the data in DATA_DIR, and makes that data first when there is none. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const settings = { ...SETTINGS, ...options.settings };
  await mkdir(options.dataDir, { recursive: true });
  const dataDir = await realpath(options.dataDir);
  const passwords = await readPasswords(dataDir);
  const cluster = await locateCluster(dataDir);
  if (!cluster.dir.startsWith(dataDir))
    log(`PostgreSQL's user can't enter DATA_DIR; its data lives in ${cluster.dir}.`);
  const binaries = await usableBinaries(cluster.account);
  const superuserUrlOf = (port: number) => urlOf(port, "postgres", "postgres", passwords.postgres);
  await clearOrphan(cluster.dir, superuserUrlOf, log);
  await ensureCluster(cluster, binaries, passwords.postgres, settings.fsync !== "off");
  const logFile = join(dataDir, "postgres.log");
  const supervisor = await Supervisor.start({ cluster, binaries, logFile, settings }, log);
  const superuserUrl = superuserUrlOf(supervisor.port);
  const lock = await takeLock(superuserUrl, log).catch(async (error: unknown) => {
    await supervisor.stop();
    throw error;
  });
  return {
    host: HOST,
    port: supervisor.port,
    superuserUrl,
    urlOf: (database, user = "postgres", password = user === "postgres" ? passwords.postgres : undefined) =>
      urlOf(supervisor.port, database, user, password),
    stop: async () => {
      await lock.release();
      await supervisor.stop();
    },
  };
}

async function takeLock(url: string, log: (line: string) => void): Promise<OwnerLock> {
  const lock = await OwnerLock.tryTake(url, log).catch((error: { code?: string }) => {
    if (error.code === "28P01") throw new Error("postgres.json in DATA_DIR doesn't hold this server's password.");
    throw error;
  });
  if (!lock) throw new OtherGatewayError();
  return lock;
}

function urlOf(port: number, database: string, user: string, password?: string): string {
  const secret = password === undefined ? "" : `:${encodeURIComponent(password)}`;
  return `postgres://${encodeURIComponent(user)}${secret}@${HOST}:${port}/${encodeURIComponent(database)}`;
}
