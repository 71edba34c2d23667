import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startProcess } from "../support/app-process.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";

let dataDir: string;
let database: TestDatabase;
let busy: Server;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "data-readiness-start-"));
  database = await createTestDatabase("start");
  busy = createServer();
  await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  await new Promise((resolve) => busy.close(resolve));
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const changed = (change: (url: URL) => void) => {
  const url = new URL(database.url);
  change(url);
  return url.href;
};
const busyPort = () => String((busy.address() as { port: number }).port);

const cases: [string, () => Record<string, string>, RegExp][] = [
  [
    "nobody listens",
    () => ({ DATABASE_URL: "postgres://u:s3cret@127.0.0.1:1/d" }),
    /d on 127\.0\.0\.1:1 .*nothing listens there/,
  ],
  [
    "a wrong password",
    () => ({
      DATABASE_URL: changed((url) => {
        url.password = "s3cret";
      }),
    }),
    /refuses the password/,
  ],
  [
    "a missing database",
    () => ({
      DATABASE_URL: changed((url) => {
        url.pathname = "/missing";
      }),
    }),
    /no such database/,
  ],
  ["no URL at all", () => ({ DATABASE_URL: "somewhere" }), /DATABASE_URL/],
  ["a wrong setting", () => ({ PORT: "many" }), /^PORT: /],
  [
    "a language model at no URL of the web",
    () => ({ LLM_BASE_URL: "ftp://u:s3cret@llm.test/v1", LLM_MODEL: "m", LLM_API_KEY: "s3cret" }),
    /^LLM_BASE_URL: an http or https URL/,
  ],
  [
    "a list of trusted documents that is not there",
    () => ({ DATABASE_URL: database.url, TRUSTED_DOCUMENTS: "/nowhere/manifest.json" }),
    /^TRUSTED_DOCUMENTS: \/nowhere\/manifest.json: there is no such file\.$/,
  ],
  ["a port in use", () => ({ DATABASE_URL: database.url, PORT: busyPort() }), /^PORT: .*in use/],
  ["a bad encryption key", () => ({ DATABASE_URL: database.url, ENCRYPTION_KEY: "short" }), /ENCRYPTION_KEY/],
];

test.each(cases)("%s: one clear line without the secret, and exit code 1", async (_, environment, message) => {
  const app = startProcess("src/main.ts", { DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "fatal", ...environment() });
  expect(await app.ended()).toBe(1);
  expect(app.output().trim()).toMatch(message);
  expect(app.output().trim().split("\n")).toHaveLength(1);
  expect(app.output()).not.toContain("s3cret");
});
