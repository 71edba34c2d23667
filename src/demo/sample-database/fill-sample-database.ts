import pg from "pg";
import { COMMENTS } from "./comments.sql.js";
import { copyRows } from "./copy-rows.js";
import { KEYS } from "./keys.sql.js";
import { DROP, TABLES } from "./tables.sql.js";
import { VIEWS } from "./views.sql.js";

/** Goes up whenever the generator makes other rows; a sample of an earlier edition is made anew. */
const EDITION = "dvdrental sample, generated, edition 1";
const LOCK_KEY = 7_236_418_056;

/**
 * Fills the sample database unless it is filled. All of it is one transaction, so it is never seen half-filled, and a
 * crash leaves an empty one. The database's comment says which edition it holds.
 */
export async function fillSampleDatabase(ownerUrl: string, log: (line: string) => void = () => undefined) {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on("error", () => undefined); // the statement that fails says so itself
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [LOCK_KEY]); // two may start at once; one fills
    const found = await readComment(client);
    if (found === EDITION) return;
    await refuseStrangers(client, found);
    const started = Date.now();
    await fill(client);
    await client.query("commit");
    log(`Filled the sample database dvdrental in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  } finally {
    await client.end().catch(() => undefined); // an open transaction ends with it
  }
}

async function fill(client: pg.Client): Promise<void> {
  // Loaded only when needed: the word lists of faker are large.
  const { generateSample } = await import("./generate.js");
  await client.query(DROP + TABLES);
  for (const table of generateSample()) await copyRows(client, table);
  await client.query(KEYS + VIEWS + COMMENTS);
  const { rows } = await client.query<{ name: string }>("select current_database() as name");
  await client.query(`comment on database ${pg.escapeIdentifier(rows[0]!.name)} is ${pg.escapeLiteral(EDITION)}`);
  await client.query("analyze");
}

async function readComment(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ comment: string | null }>(
    "select shobj_description(oid, 'pg_database') as comment from pg_database where datname = current_database()",
  );
  return rows[0]?.comment ?? null;
}

/** Only what an earlier edition made is ever dropped. */
async function refuseStrangers(client: pg.Client, comment: string | null): Promise<void> {
  if (comment?.startsWith("dvdrental sample")) return;
  const { rowCount } = await client.query("select from pg_tables where schemaname = 'public' limit 1");
  if (rowCount) throw new Error("The sample needs an empty database, and this one has tables of somebody else's.");
}
