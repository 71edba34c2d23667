import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { ConfigError, readConfig, VARIABLES } from "../../src/config.js";

test("docs/configuration.md lists each variable, and no other", () => {
  const page = readFileSync("docs/configuration.md", "utf8");
  const listed = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]);
  expect([...new Set(listed)].sort()).toEqual([...VARIABLES].sort());
  expect(listed).toHaveLength(VARIABLES.length);
});

test.each([
  [{ PORT: "70000" }, /^PORT: /],
  [{ ROLES: "gateway,cook" }, /^ROLES: /],
  [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL: /],
  [{ WORKER_CONCURRENCY: "0" }, /^WORKER_CONCURRENCY: /],
  [{ DATABASE_URL: "mysql://localhost/d" }, /^DATABASE_URL: /],
  [{ JWT_SECRET: "short" }, /^JWT_SECRET: /],
  [{ ENCRYPTION_KEY: "short" }, /^ENCRYPTION_KEY: /],
  [{ LLM_BASE_URL: "file:///etc/passwd", LLM_MODEL: "m" }, /^LLM_BASE_URL: an http or https URL/],
  [{ LLM_BASE_URL: "https://user:s3cret@llm.test/v1", LLM_MODEL: "m" }, /^LLM_BASE_URL: [^@]+$/],
  [{ LLM_BASE_URL: "https://llm.test/v1" }, /LLM_MODEL is needed/],
  [{ LLM_API_KEY: "a\nb" }, /^LLM_API_KEY: [^\n]+$/],
  [{ NODE_ENV: "production" }, /JWT_JWKS_URL or JWT_SECRET/],
  [{ NODE_ENV: "production", JWT_SECRET: "x".repeat(32) }, /ENCRYPTION_KEY/],
])("%j is refused with the variable's name", (environment, message) => {
  expect(() => readConfig(environment)).toThrow(ConfigError);
  expect(() => readConfig(environment)).toThrow(message);
});

test("an empty environment is a development gateway on an embedded database", () => {
  const config = readConfig({});
  expect(config).toMatchObject({ production: false, embedded: true, demo: true, roles: ["gateway", "worker"] });
  expect(config.languageModel).toBeNull();
  expect(config.http).toMatchObject({ host: "127.0.0.1", port: 4000 });
});
