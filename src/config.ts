import { resolve } from "node:path";
import { z } from "zod";

const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const seconds = (fallback: number) => z.coerce.number().min(0.1).max(86_400).default(fallback);
const count = (fallback: number, max = 10_000) => z.coerce.number().int().min(1).max(max).default(fallback);
const list = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text) =>
      text
        .split(",")
        .map((item) => item.trim())
        .filter(Boolean),
    );

/** A client appends paths to it, and a password in it could end up in a message. */
function isPlainHttpUrl(text: string): boolean {
  if (!URL.canParse(text) || /[?#\s]/.test(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "";
}

/** Every setting, from the environment. docs/configuration.md lists the same; a test compares the two. */
const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  HOST: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  ROLES: list("gateway,worker").pipe(z.array(z.enum(["gateway", "worker"])).min(1)),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/.+)?$/, "a URL such as postgres://user:password@host:5432/database")
    .default(""),
  DATABASE_POOL: count(20, 500),
  JWT_JWKS_URL: z.string().default(""),
  JWT_SECRET: z
    .string()
    .refine((text) => Buffer.byteLength(text) >= 32, "at least 32 bytes")
    .optional(),
  JWT_ISSUER: z.string().default(""),
  JWT_AUDIENCE: z.string().default(""),
  ENCRYPTION_KEY: list("").refine(
    (keys) => keys.every((key) => Buffer.from(key, "base64").length === 32),
    "each key is 32 random bytes in base64, as `openssl rand -base64 32` prints them",
  ),
  DEMO: flag.optional(),
  GRAPHIQL: flag.optional(),
  INTROSPECTION: flag.optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  SOURCE_ALLOW_HOSTS: list(""),
  SOURCE_DENY_HOSTS: list(""),
  SOURCE_STATEMENT_TIMEOUT_SECONDS: seconds(600),
  SPILL_DIR: z.string().default(""),
  WEBHOOK_ALLOW_HOSTS: list(""),
  WEBHOOK_DENY_HOSTS: list(""),
  LLM_BASE_URL: z.string().refine(isPlainHttpUrl, "an http or https URL without user, query and fragment").default(""),
  LLM_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]*$/, "printable ASCII characters without spaces")
    .default(""),
  LLM_MODEL: z.string().trim().max(200).default(""),
  LLM_TIMEOUT_SECONDS: z.coerce.number().min(0.1).max(280).default(30),
  LLM_CONCURRENCY: count(4, 64),
  LLM_MAX_TOKENS: count(4000, 100_000),
  WORKER_CONCURRENCY: count(4, 64),
  TENANT_CONCURRENCY: count(16),
  DRAIN_SECONDS: seconds(25),
  SUBSCRIBER_LAG_SECONDS: seconds(30),
  EVENT_RETENTION_DAYS: count(30),
  CORS_ORIGINS: list(""),
  TRUSTED_DOCUMENTS: z.string().default(""),
});

/** Names of all settings. */
export const VARIABLES: readonly string[] = Object.keys(schema.shape);

export type Config = ReturnType<typeof readConfig>;

/** Reads and checks the environment once; a wrong value names its variable. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env) {
  const known = Object.fromEntries(VARIABLES.map((key) => [key, environment[key] || undefined]));
  const parsed = schema.safeParse(known);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path[0] as string}: ${issue.message}`);
    throw new ConfigError(problems.join("; "));
  }
  const env = parsed.data;
  const production = env.NODE_ENV === "production";
  const embedded = env.DATABASE_URL === "";
  if (production && !env.JWT_JWKS_URL && !env.JWT_SECRET)
    throw new ConfigError("JWT_JWKS_URL or JWT_SECRET is needed in production.");
  if (production && env.ENCRYPTION_KEY.length === 0) throw new ConfigError("ENCRYPTION_KEY is needed in production.");
  if (env.LLM_BASE_URL && !env.LLM_MODEL) throw new ConfigError("LLM_MODEL is needed with LLM_BASE_URL.");
  return {
    production,
    embedded,
    roles: env.ROLES,
    http: {
      host: env.HOST ?? (production ? "0.0.0.0" : "127.0.0.1"),
      port: env.PORT,
      graphiql: env.GRAPHIQL ?? !production,
      introspection: env.INTROSPECTION ?? !production,
      corsOrigins: env.CORS_ORIGINS,
    },
    /** The file that lists all operations that are executed; null where any is. */
    trustedDocuments: env.TRUSTED_DOCUMENTS ? resolve(env.TRUSTED_DOCUMENTS) : null,
    dataDir: resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    databasePool: env.DATABASE_POOL,
    jwt: {
      jwksUrl: env.JWT_JWKS_URL,
      secret: env.JWT_SECRET ?? "",
      issuer: env.JWT_ISSUER,
      audience: env.JWT_AUDIENCE,
    },
    /** The newest first; empty in development, where one is made and kept in DATA_DIR. */
    encryptionKeys: env.ENCRYPTION_KEY,
    demo: env.DEMO ?? (embedded && !production),
    logLevel: env.LOG_LEVEL,
    sources: {
      allowHosts: env.SOURCE_ALLOW_HOSTS,
      denyHosts: env.SOURCE_DENY_HOSTS,
      statementTimeoutMs: env.SOURCE_STATEMENT_TIMEOUT_SECONDS * 1000,
      spillDir: env.SPILL_DIR ? resolve(env.SPILL_DIR) : resolve(env.DATA_DIR, "spill"),
    },
    webhooks: { allowHosts: env.WEBHOOK_ALLOW_HOSTS, denyHosts: env.WEBHOOK_DENY_HOSTS },
    /** Null without a language model. */
    languageModel: env.LLM_BASE_URL
      ? {
          baseUrl: env.LLM_BASE_URL,
          apiKey: env.LLM_API_KEY,
          model: env.LLM_MODEL,
          timeoutMs: Math.round(env.LLM_TIMEOUT_SECONDS * 1000),
          concurrency: env.LLM_CONCURRENCY,
          maxTokens: env.LLM_MAX_TOKENS,
        }
      : null,
    worker: { concurrency: env.WORKER_CONCURRENCY, tenantConcurrency: env.TENANT_CONCURRENCY },
    drainSeconds: env.DRAIN_SECONDS,
    subscriberLagSeconds: env.SUBSCRIBER_LAG_SECONDS,
    eventRetentionDays: env.EVENT_RETENTION_DAYS,
  };
}

export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ConfigError";
  }
}
