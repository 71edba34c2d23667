import { readFile, stat } from "node:fs/promises";

/** The system account that PostgreSQL runs as; undefined is our own. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

const ROOT = 0;
const PREFERRED = ["postgres", "_postgres", "nobody"];

/**
 * PostgreSQL refuses to run as root, so root starts it as somebody else: as the owner of the cluster when there is one
 * (a plain user may have made it), else as `postgres`, else as `nobody`. initdb wants an account that has a name.
 */
export async function serverAccount(clusterDir: string): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== ROOT) return undefined;
  const cluster = await stat(clusterDir).catch(() => undefined);
  if (cluster && cluster.uid !== ROOT) return { uid: cluster.uid, gid: cluster.gid };
  const accounts = await namedAccounts();
  const found = PREFERRED.map((name) => accounts.get(name)).find((account) => account !== undefined);
  if (!found)
    throw new Error("PostgreSQL can't run as root, and this machine has neither a user 'postgres' nor 'nobody'.");
  return found;
}

async function namedAccounts(): Promise<Map<string, ServerAccount>> {
  const accounts = new Map<string, ServerAccount>();
  for (const line of (await readFile("/etc/passwd", "utf8")).split("\n")) {
    const [name = "", , uid = "", gid = ""] = line.split(":");
    if (/^\d+$/.test(uid) && /^\d+$/.test(gid)) accounts.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}
