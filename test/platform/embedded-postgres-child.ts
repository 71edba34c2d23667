import { startEmbeddedPostgres } from "../../src/platform/embedded-postgres/start-embedded-postgres.js";

/** A gateway stand-in that tests may kill: starts PostgreSQL on the folder given, prints its URL, and waits. */
const server = await startEmbeddedPostgres({ dataDir: process.argv[2]!, settings: { fsync: "off" } });
process.stdout.write(`${server.superuserUrl}\n`);
process.on("SIGTERM", () => void server.stop().then(() => process.exit(0)));
