import { randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What production takes from JWT_SECRET and ENCRYPTION_KEY. */
export interface DevelopmentKeys {
  readonly jwtSecret: string;
  readonly encryptionKey: string;
}

const FILE = "development-keys.json";

/** Reads DATA_DIR/development-keys.json (mode 0600), or makes it; of two processes at once, one wins for both. */
export async function developmentKeys(dataDir: string): Promise<DevelopmentKeys> {
  const file = join(dataDir, FILE);
  const read = async () => JSON.parse(await readFile(file, "utf8")) as DevelopmentKeys;
  try {
    return await read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const random = () => randomBytes(32).toString("base64");
  const fresh: DevelopmentKeys = { jwtSecret: random(), encryptionKey: random() };
  await mkdir(dataDir, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    await link(draft, file); // unlike rename, this never replaces a file that is there
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return read();
}
