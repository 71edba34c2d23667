import { closeOwnDatabases, ensureDatabase, ensureReader } from "./ensure-database.js";
import { readPasswords } from "./passwords.js";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start-embedded-postgres.js";

interface DatabaseLogin {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

export interface PreparedEmbedded {
  readonly server: EmbeddedPostgres;
  /** The gateway's own database, as the plain role that owns it. */
  readonly appUrl: string;
  /** The sample database as the demo tenant's data service sees it: a role that only reads. */
  readonly sample: DatabaseLogin;
  /** The sample database for whoever fills it. */
  readonly sampleOwnerUrl: string;
}

const APP = "gateway";
const SAMPLE = "dvdrental";

/** What a gateway without DATABASE_URL stands on: the server, its own database, and one (empty yet) for the sample. */
export async function prepareEmbedded(dataDir: string, log: (line: string) => void): Promise<PreparedEmbedded> {
  const server = await startEmbeddedPostgres({ dataDir, log });
  try {
    const passwords = await readPasswords(dataDir);
    const sampleOwner = { name: "dvdrental_owner", password: passwords.dvdrental_owner };
    const sampleReader = { name: "dvdrental_reader", password: passwords.dvdrental_reader };
    const sampleOwnerUrl = server.urlOf(SAMPLE, sampleOwner.name, sampleOwner.password);
    await closeOwnDatabases(server.superuserUrl);
    await ensureDatabase(server.superuserUrl, APP, { name: "gateway", password: passwords.gateway });
    await ensureDatabase(server.superuserUrl, SAMPLE, sampleOwner);
    await ensureReader(server.superuserUrl, sampleOwnerUrl, SAMPLE, sampleReader);
    return {
      server,
      appUrl: server.urlOf(APP, "gateway", passwords.gateway),
      sample: {
        host: server.host,
        port: server.port,
        database: SAMPLE,
        user: sampleReader.name,
        password: sampleReader.password,
      },
      sampleOwnerUrl,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
