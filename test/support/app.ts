import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SignJWT } from "jose";
import { DataSource, type DataSourceOptions } from "typeorm";
import dataSource from "../../ormconfig.js";
import { startApp } from "../../src/app/start-app.js";
import { readConfig } from "../../src/config.js";
import { makeLog } from "../../src/platform/log.js";
import type { Clock } from "../../src/schedules/clock.js";
import { client, type TestClient } from "./client.js";
import { createMigratedDatabase } from "./migrated-database.js";
import type { TestDatabase } from "./postgres.js";

export interface TestAppOptions {
  /** Share it to have several apps on one database; whoever made it drops it. */
  readonly database?: TestDatabase;
  /** Share it to have several apps with the same keys. */
  readonly secrets?: TestSecrets;
  readonly roles?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What schedules go by; the database's clock without it. */
  readonly clock?: Clock;
  /** Lines of the log go here; nowhere else. */
  readonly log?: (line: string) => void;
}

export interface TestSecrets {
  readonly jwt: string;
  readonly encryption: string;
}

export interface TokenClaims {
  readonly project?: string;
  readonly org?: string;
  readonly client?: string;
  readonly scope?: string;
  readonly expiresInSeconds?: number;
}

export interface TestApp {
  readonly url: string;
  readonly database: TestDatabase;
  readonly secrets: TestSecrets;
  token(claims?: TokenClaims): Promise<string>;
  /** A client of the tenant, with all rights unless the claims say otherwise. */
  as(claims?: TokenClaims): Promise<TestClient>;
  stop(): Promise<void>;
}

export const ALL_SCOPES = "runs:read runs:write approvals:write data:read admin";

export const testSecrets = (): TestSecrets => ({
  jwt: randomBytes(32).toString("base64"),
  encryption: randomBytes(32).toString("base64"),
});

/** The whole app in this process, on a database of its own: real HTTP, real WebSockets, the real engine. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await createMigratedDatabase("app"));
  const secrets = options.secrets ?? testSecrets();
  const dataDir = await mkdtemp(join(tmpdir(), "data-readiness-app-"));
  const config = readConfig(appEnvironment(database, secrets, dataDir, options));
  const log = makeLog("trace", { write: (line: string) => options.log?.(line) });
  const app = await startApp(
    config,
    new DataSource({ ...dataSource.options } as DataSourceOptions),
    log,
    options.clock,
  );
  const clients: TestClient[] = [];
  const token = (claims: TokenClaims = {}) => signToken(secrets.jwt, claims);
  return {
    url: app.url ?? "",
    database,
    secrets,
    token,
    as: async (claims = {}) => {
      const made = client(app.url ?? "", await token(claims));
      clients.push(made);
      return made;
    },
    stop: async () => {
      await Promise.all(clients.map((each) => each.close()));
      await app.stop();
      await rm(dataDir, { recursive: true, force: true });
      if (!options.database) await database.drop();
    },
  };
}

/** What the app is started with, in this process or in one of its own. */
export function appEnvironment(
  database: TestDatabase,
  secrets: TestSecrets,
  dataDir: string,
  options: TestAppOptions = {},
): Record<string, string> {
  return {
    NODE_ENV: "test",
    DATABASE_URL: database.url,
    DATABASE_POOL: "8",
    DATA_DIR: dataDir,
    PORT: "0",
    ROLES: options.roles ?? "gateway,worker",
    JWT_SECRET: secrets.jwt,
    ENCRYPTION_KEY: secrets.encryption,
    DRAIN_SECONDS: "5",
    ...options.environment,
  };
}

export function signToken(secret: string, claims: TokenClaims): Promise<string> {
  const { project = "acme", org, client: clientId = "tester", scope = ALL_SCOPES, expiresInSeconds = 3600 } = claims;
  return new SignJWT({ project_id: project, org_id: org, client_id: clientId, scope })
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime(Math.floor(Date.now() / 1000) + expiresInSeconds)
    .sign(new TextEncoder().encode(secret));
}

export type { TestClient };
