import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { splitScript } from "./split-script.js";

/** Runs the SQL files of a folder: those of schemas first, then inserts, then the others. */
export async function loadFolder(folder: string, superuserUrl: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql"));
  const rank = (name: string) => (name.includes("schema") ? 0 : name.includes("insert") ? 1 : 2);
  for (const file of files.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))) {
    const client = new pg.Client({ connectionString: superuserUrl });
    await client.connect();
    try {
      await runScript(client, await readFile(join(folder, file), "utf8"));
    } catch (error) {
      throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
    } finally {
      await client.end();
    }
  }
}

async function runScript(client: pg.Client, script: string): Promise<void> {
  for (const part of splitScript(script)) {
    // Dumps of older servers set what newer ones don't have.
    if (/^set\s+(default_with_oids|transaction_timeout)\b/i.test(part.sql)) continue;
    if (part.kind === "statement") await client.query(part.sql);
    else await pipeline(Readable.from([part.rows]), client.query(copyFrom(part.sql)));
  }
}
