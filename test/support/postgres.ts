import { randomUUID } from "node:crypto";
import pg from "pg";
import { ensureDatabase, ensureReader } from "../../src/platform/embedded-postgres/ensure-database.js";
import { SUPERUSER_URL, TEST_PASSWORD, TEST_ROLE } from "./test-server.js";

export interface TestDatabase {
  readonly name: string;
  /** As its owner, who is no superuser: row-level security binds it as it binds the gateway. */
  readonly url: string;
  readonly superuserUrl: string;
  drop(): Promise<void>;
}

/**
 * A fresh database of the caller's own, empty or a copy of `template`; `name` only makes it easier to recognise.
 * With the tables of the product: `createMigratedDatabase`.
 */
export async function createTestDatabase(name = "test", template = "template1"): Promise<TestDatabase> {
  const unique = `${name.toLowerCase().replace(/\W+/g, "_").slice(0, 30)}_${randomUUID().replaceAll("-", "")}`;
  const superuserUrl = fromEnvironment(SUPERUSER_URL);
  const owner = { name: TEST_ROLE, password: fromEnvironment(TEST_PASSWORD) };
  const database = pg.escapeIdentifier(unique);
  // Each connection costs the server more than most statements do, and so does a copy by way of its log.
  const from = `template ${pg.escapeIdentifier(template)} strategy file_copy`;
  await execute(
    superuserUrl,
    `create database ${database} owner ${TEST_ROLE} ${from}`,
    `revoke all on database ${database} from public`,
  );
  return {
    name: unique,
    url: urlFor(unique, owner),
    superuserUrl: urlFor(unique),
    drop: () => execute(superuserUrl, `drop database if exists ${database} with (force)`),
  };
}

/** What is known to be there. In the process: each of its test files has modules of its own. */
const made: Set<number> = Reflect.get(globalThis, "madeForTests") ?? new Set();
Object.assign(globalThis, { madeForTests: made });

/** Makes something of the whole test run once, whoever in whichever process asks first. */
export async function once(lockKey: number, make: (superuser: pg.Client) => Promise<void>): Promise<void> {
  if (made.has(lockKey)) return;
  const superuser = new pg.Client({ connectionString: fromEnvironment(SUPERUSER_URL) });
  await superuser.connect();
  try {
    await superuser.query("select pg_advisory_lock($1)", [lockKey]);
    await make(superuser);
    made.add(lockKey);
  } finally {
    await superuser.end();
  }
}

export interface SampleDatabase {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly ownerUrl: string;
}

const SAMPLE = "dvdrental";
const SAMPLE_LOCK = 7_236_418_055;
let sample: Promise<SampleDatabase> | undefined;

/** The sample database, shared by all tests and so only to be read; the first who asks fills it. */
export function sampleDatabase(): Promise<SampleDatabase> {
  sample ??= prepareSample();
  return sample;
}

async function prepareSample(): Promise<SampleDatabase> {
  const superuserUrl = fromEnvironment(SUPERUSER_URL);
  const password = fromEnvironment(TEST_PASSWORD);
  const owner = { name: "dvdrental_owner", password };
  const reader = { name: "dvdrental_reader", password };
  const ownerUrl = urlFor(SAMPLE, owner);
  await once(SAMPLE_LOCK, async () => {
    await ensureDatabase(superuserUrl, SAMPLE, owner);
    await ensureReader(superuserUrl, ownerUrl, SAMPLE, reader);
    const { fillSampleDatabase } = await import("../../src/demo/sample-database/fill-sample-database.js");
    await fillSampleDatabase(ownerUrl);
  });
  const { hostname, port } = new URL(superuserUrl);
  return { host: hostname, port: Number(port), database: SAMPLE, user: reader.name, password, ownerUrl };
}

function urlFor(database: string, role?: { name: string; password: string }): string {
  const url = new URL(fromEnvironment(SUPERUSER_URL));
  url.pathname = `/${database}`;
  if (role) {
    url.username = role.name;
    url.password = role.password;
  }
  return url.href;
}

export async function execute(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: test/support/global-setup.ts has not run.`);
  return value;
}
