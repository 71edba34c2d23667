import { randomUUID } from "node:crypto";
import { chown, mkdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Binaries } from "./binaries.js";
import { canEnter, runCommand } from "./run-command.js";
import { type ServerAccount, serverAccount } from "./server-account.js";
import { removeAbandoned, sharedFolder } from "./shared-folder.js";

/** A cluster is what PostgreSQL calls the folder of one server's data. */
export interface Cluster {
  readonly dir: string;
  readonly account: ServerAccount | undefined;
}

const ID_FILE = "postgres-cluster";

/**
 * Where the cluster of this DATA_DIR lives: inside of it, or, where the server's account can't enter DATA_DIR, in the
 * shared folder under an id that DATA_DIR remembers. A deleted DATA_DIR forgets the id and so begins afresh.
 */
export async function locateCluster(dataDir: string): Promise<Cluster> {
  const ours = join(dataDir, "postgres");
  const inside = await realpath(ours).catch(() => ours); // somebody may have moved it to another disk
  const account = await serverAccount(inside);
  if ((await readVersion(inside)) !== undefined) return { dir: inside, account };
  const idFile = join(dataDir, ID_FILE);
  let id = (await readFile(idFile, "utf8").catch(() => "")).trim();
  if (!id && (await canEnter(dataDir, account))) return { dir: inside, account };
  if (!/^[0-9a-f-]{36}$/.test(id)) {
    id = randomUUID();
    await writeFile(idFile, `${id}\n`, { flush: true });
  }
  const home = join(await sharedFolder(), "clusters", id);
  await mkdir(home, { recursive: true, mode: 0o755 });
  await writeFile(join(home, "belongs-to.txt"), `${dataDir}\n`);
  const dir = join(home, "postgres");
  return { dir, account: await serverAccount(dir) };
}

/** Makes the cluster unless it is there. A killed initdb leaves a folder of another name, which nobody takes for it. */
export async function ensureCluster(
  { dir, account }: Cluster,
  binaries: Binaries,
  password: string,
  durable: boolean,
): Promise<void> {
  const version = await readVersion(dir);
  if (version === binaries.major) return;
  if (version !== undefined)
    throw new Error(
      `${dir} was made by PostgreSQL ${version}, and this release brings PostgreSQL ${binaries.major}. Dump it with the earlier release, or start with another DATA_DIR.`,
    );
  const parent = dirname(dir);
  await removeAbandoned(parent, "postgres.new-");
  const building = join(parent, `postgres.new-${randomUUID()}`);
  const passwordFile = join(building, "password");
  try {
    await mkdir(building, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (account) for (const path of [building, passwordFile]) await chown(path, account.uid, account.gid);
    await initialise(join(building, "cluster"), passwordFile, binaries, account, durable);
    await rename(join(building, "cluster"), dir);
  } catch (error) {
    if ((await readVersion(dir)) === undefined) throw error; // else another starter was faster, and it is as good
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function initialise(
  dir: string,
  passwordFile: string,
  binaries: Binaries,
  account: ServerAccount | undefined,
  durable: boolean,
): Promise<void> {
  const options = [
    `--pgdata=${dir}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The builtin provider sorts alike on every machine, whatever locales it has.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...(durable ? [] : ["--no-sync"]),
  ];
  const result = await runCommand(binaries.initdb, options, account);
  if (!result.ok) throw new Error(`PostgreSQL's data folder could not be made: ${result.output.slice(-2000)}`);
}

function readVersion(dir: string): Promise<string | undefined> {
  return readFile(join(dir, "PG_VERSION"), "utf8").then(
    (text) => text.trim(),
    (error: NodeJS.ErrnoException) => {
      // A folder that is there but closed to us must not be taken for none.
      if (error.code === "ENOENT") return undefined;
      throw new Error(`The data folder ${dir} can't be read (${error.code}): it belongs to another user.`);
    },
  );
}
