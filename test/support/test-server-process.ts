import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ensureRole } from "../../src/platform/embedded-postgres/ensure-database.js";
import { startEmbeddedPostgres } from "../../src/platform/embedded-postgres/start-embedded-postgres.js";
import { compilePrograms } from "./compile-programs.js";
import { PROGRAMS } from "./program.js";
import { SPILL_DIR, SUPERUSER_URL, TEST_PASSWORD, TEST_ROLE } from "./test-server.js";

/**
 * The tests' PostgreSQL, in a process of its own: global-setup starts it, and the end of its standard input ends it.
 * So it goes even when the test runner was killed, and takes its data along.
 */
const ended = new Promise((done) => process.stdin.on("end", done).resume());
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined); // Ctrl-C is the runner's

/** Nothing has to reach the disk, and no other server reads the log: the data is gone after the run. */
const KEPT_NOWHERE = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "4GB",
  checkpoint_timeout: "1h",
  scram_iterations: "1", // passwords are random, and thousands of connections are made
};
const programs = resolve(`.test-programs/${process.pid}`);
await compilePrograms(programs);
const dataDir = await mkdtemp(join(tmpdir(), "data-readiness-tests-"));
await chmod(dataDir, 0o755); // root's PostgreSQL runs as another account, which has to get in
const server = await startEmbeddedPostgres({
  dataDir,
  settings: { max_connections: "300", ...KEPT_NOWHERE },
});
const password = randomBytes(24).toString("base64url");
await ensureRole(server.superuserUrl, { name: TEST_ROLE, password });
const environment = {
  [SUPERUSER_URL]: server.superuserUrl,
  [TEST_PASSWORD]: password,
  [SPILL_DIR]: join(dataDir, "spill"),
  [PROGRAMS]: programs,
};
process.stdout.write(`${JSON.stringify(environment)}\n`);
await ended;
await server.stop();
for (const folder of [dataDir, programs]) await rm(folder, { recursive: true, force: true });
