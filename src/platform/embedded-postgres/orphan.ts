import { setTimeout as sleep } from "node:timers/promises";
import { OtherGatewayError } from "./other-gateway-error.js";
import { isOwned } from "./owner-lock.js";
import { disarmPostmasterFile, isServerOf, readPostmasterFile } from "./postmaster-file.js";
import { stopPostgres } from "./stop-process.js";

/** An owner renews a lock that broke within a fraction of this. */
const GRACE_MS = 1_500;
const LONGEST_WAIT_MS = 60_000;
const LOOK_MS = 100;

/**
 * Clears the way for a new server in this cluster. A server whose gateway was killed goes on alone: it is stopped
 * cleanly and started anew under our eyes. One whose gateway lives is left alone, and we don't start.
 */
export async function clearOrphan(
  clusterDir: string,
  urlOfPort: (port: number) => string,
  log: (line: string) => void,
): Promise<void> {
  const found = await readPostmasterFile(clusterDir);
  if (!found) return;
  if (!(await isServerOf(found.pid, clusterDir))) return disarmPostmasterFile(clusterDir);
  if (await hasOwner(found.pid, clusterDir, urlOfPort)) throw new OtherGatewayError();
  log(`Stopping a PostgreSQL (process ${found.pid}) that an earlier gateway left behind.`);
  await stopPostgres(found.pid, async () => !(await isServerOf(found.pid, clusterDir)));
}

/** Only a lock that was seen counts. A server that is starting or stopping can't answer, so it is waited for first. */
async function hasOwner(pid: number, clusterDir: string, urlOfPort: (port: number) => string): Promise<boolean> {
  let deadline = Date.now() + LONGEST_WAIT_MS;
  let answering = false;
  while (Date.now() < deadline) {
    const file = await readPostmasterFile(clusterDir);
    if (file?.ready && !answering) {
      answering = true;
      deadline = Date.now() + GRACE_MS;
    }
    if (file?.ready && (await isOwned(urlOfPort(file.port)).catch(() => false))) return true;
    if (!(await isServerOf(pid, clusterDir))) return false;
    await sleep(LOOK_MS);
  }
  return false;
}
