import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureRole } from "../src/platform/embedded-postgres/ensure-database.js";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/start-embedded-postgres.js";
import { SPILL_DIR, SUPERUSER_URL, TEST_PASSWORD, TEST_ROLE } from "../test/support/test-server.js";

/** Does the work with a PostgreSQL of its own, for the gateway and for the databases that it looks at; both go afterwards. */
export async function withServer(work: () => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "data-readiness-quality-"));
  await chmod(dataDir, 0o755); // root's PostgreSQL runs as another account, which has to get in
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: "off", max_connections: "100" } });
  try {
    const password = randomBytes(24).toString("base64url");
    await ensureRole(server.superuserUrl, { name: TEST_ROLE, password });
    process.env[SUPERUSER_URL] = server.superuserUrl;
    process.env[TEST_PASSWORD] = password;
    process.env[SPILL_DIR] = join(dataDir, "spill");
    await work();
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
