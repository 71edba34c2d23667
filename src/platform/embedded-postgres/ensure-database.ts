import pg from "pg";

export interface LoginRole {
  readonly name: string;
  readonly password: string;
}

/** Two processes that make the same role or database at once would fail; the lock is one of the whole server. */
const LOCK_KEY = 7_236_418_054;

/** Makes a plain login role (row-level security doesn't bind superusers), or gives it this password. */
export function ensureRole(superuserUrl: string, role: LoginRole): Promise<void> {
  return withSuperuser(superuserUrl, (client) => makeRole(client, role));
}

/** Makes the owner and its database when they are missing. Nobody but the owner may connect to it. */
export function ensureDatabase(superuserUrl: string, name: string, owner: LoginRole): Promise<void> {
  return withSuperuser(superuserUrl, async (client) => {
    await makeRole(client, owner);
    const database = pg.escapeIdentifier(name);
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (!rowCount) await client.query(`create database ${database} owner ${pg.escapeIdentifier(owner.name)}`);
    await client.query(`revoke all on database ${database} from public`);
  });
}

/** Leaves the server's own databases to its superuser: a role that reads one database has no business in them. */
export function closeOwnDatabases(superuserUrl: string): Promise<void> {
  return withSuperuser(superuserUrl, async (client) => {
    await client.query("revoke all on database postgres, template1 from public");
  });
}

/** A role that may read every table its owner has made, or makes later, in the schema public, and nothing else. */
export async function ensureReader(
  superuserUrl: string,
  ownerUrl: string,
  database: string,
  reader: LoginRole,
): Promise<void> {
  const role = pg.escapeIdentifier(reader.name);
  await withSuperuser(superuserUrl, async (client) => {
    await makeRole(client, reader);
    await client.query(`grant connect on database ${pg.escapeIdentifier(database)} to ${role}`);
  });
  await withClient(ownerUrl, async (client) => {
    await client.query(`grant usage on schema public to ${role}`);
    await client.query(`grant select on all tables in schema public to ${role}`);
    await client.query(`alter default privileges in schema public grant select on tables to ${role}`);
  });
}

async function makeRole(client: pg.Client, { name, password }: LoginRole): Promise<void> {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [name]);
  const verb = rowCount ? "alter" : "create";
  await client.query(`${verb} role ${pg.escapeIdentifier(name)} login password ${pg.escapeLiteral(password)}`);
}

async function withSuperuser(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  await withClient(url, async (client) => {
    await client.query("select pg_advisory_lock($1)", [LOCK_KEY]); // ends with the connection
    await work(client);
  });
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined); // the statement that fails says so itself
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
