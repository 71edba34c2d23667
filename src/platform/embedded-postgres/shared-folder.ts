import { chmod, mkdir, readdir, realpath, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const PARENTS = ["/var/lib", "/var/tmp"];
const NAME = "data-readiness-gateway";
const ABANDONED_AFTER_MS = 10 * 60_000;

/**
 * Root's project folder is often closed to the account that PostgreSQL runs as (/root has mode 0700). What that account
 * must read then lives here, where everybody can enter.
 */
export async function sharedFolder(): Promise<string> {
  let reason: unknown;
  for (const parent of PARENTS) {
    const folder = join(parent, NAME);
    try {
      await mkdir(folder, { recursive: true });
      await chmod(folder, 0o755); // mkdir's mode is cut by the umask
      return await realpath(folder);
    } catch (error) {
      reason = error;
    }
  }
  throw new Error(`PostgreSQL needs a folder that its user can read, and none could be made: ${String(reason)}`);
}

/** Removes what a killed process was still building; a living one is done long before. */
export async function removeAbandoned(folder: string, prefix: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(folder, name);
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}
