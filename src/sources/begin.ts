import type { PostgresSession } from "./postgres-session.js";
import { asStatements } from "./session-settings.js";
import type { SessionOptions } from "./source-session.js";

/** Before 13 a hash aggregate that was estimated too small takes the server's memory without bound. */
const HASHES_SPILL = 130_000;
/** From 14 on a server can look whether the client is still there while it computes. */
const WATCHES_CLIENT = 140_000;
const CLIENT_WATCH = "SET LOCAL client_connection_check_interval = '1s'";

/**
 * Begins the session's transaction in one round trip. Its snapshot is taken here (after the lock), and from then on
 * PostgreSQL refuses to make the transaction one that writes.
 */
export async function begin(
  session: PostgresSession,
  settings: Record<string, string>,
  { snapshot, lockTable }: SessionOptions,
): Promise<void> {
  if (snapshot && !/^[0-9A-F-]{1,60}$/i.test(snapshot)) throw new Error("That is no snapshot's name.");
  const spills = session.serverVersion >= HASHES_SPILL;
  const watches = session.serverVersion >= WATCHES_CLIENT;
  const statements = [
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    ...(snapshot ? [`SET TRANSACTION SNAPSHOT '${snapshot}'`] : []),
    ...asStatements(spills ? settings : { ...settings, enable_hashagg: "off" }),
    ...(lockTable ? [`LOCK TABLE ONLY ${lockTable} IN ACCESS SHARE MODE`] : []),
    "SELECT 1",
    ...(watches ? ["SAVEPOINT client_watch", CLIENT_WATCH, "RELEASE client_watch"] : []),
  ];
  try {
    await session.exchange(statements);
  } catch (error) {
    if (!watches) throw error;
    // Some systems can't watch their clients. Where it was anything else, there is no such savepoint.
    const goOn = session.exchange(["ROLLBACK TO client_watch", "RELEASE client_watch"]);
    await goOn.catch(() => {
      throw error;
    });
  }
}
