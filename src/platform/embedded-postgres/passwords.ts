import { randomBytes, randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The passwords of the embedded server's roles, by role. */
export interface Passwords {
  readonly postgres: string;
  readonly gateway: string;
  readonly dvdrental_owner: string;
  readonly dvdrental_reader: string;
}

const FILE = "postgres.json";

/** Reads DATA_DIR/postgres.json (mode 0600), or makes it; of two processes that make it at once, one wins for both. */
export async function readPasswords(dataDir: string): Promise<Passwords> {
  const file = join(dataDir, FILE);
  const random = () => randomBytes(24).toString("base64url");
  const fresh: Passwords = {
    postgres: random(),
    gateway: random(),
    dvdrental_owner: random(),
    dvdrental_reader: random(),
  };
  const draft = `${file}.${randomUUID()}`;
  const stored = await readFile(file, "utf8").catch(() => undefined);
  if (stored === undefined) {
    await writeFile(draft, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flush: true });
    try {
      await link(draft, file); // unlike rename, this never replaces a file that is there
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      await rm(draft, { force: true });
    }
  }
  return { ...fresh, ...(JSON.parse(stored ?? (await readFile(file, "utf8"))) as Partial<Passwords>) };
}
