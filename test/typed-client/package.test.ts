import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp } from "../support/app.js";
import { ingestedSample } from "../support/sample-service.js";
import { type PackedClient, packedClient } from "./packed-client.js";

const run = promisify(execFile);
let app: TestApp;
let client: PackedClient;

beforeAll(async () => {
  app = await startTestApp();
  await ingestedSample(await app.as());
  client = await packedClient(app.url, await app.token());
});

afterAll(async () => {
  await client?.remove();
  await app.stop();
});

test("the package has its code, types, licence and README, and nothing of the gateway", () => {
  expect(client.files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "dist/index.js", "dist/index.d.ts"]));
  expect(
    client.files.filter((file) => !/^(LICENSE|README\.md|package\.json|dist\/.*\.(js|d\.ts))$/.test(file)),
  ).toEqual([]);
});

test("installed in an empty project, it compiles as strictly as can be, and the README's program runs", async () => {
  const compilerOptions = {
    target: "ES2022",
    module: "NodeNext",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    skipLibCheck: false,
    lib: ["ES2022", "DOM", "ESNext.Disposable"],
    types: [],
    outDir: "out",
  };
  await writeFile(
    join(client.folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["types.ts", "example-0.ts", "example-1.ts"] }),
  );
  const compiled = await run(process.execPath, [resolve("node_modules/typescript/bin/tsc")], {
    cwd: client.folder,
  }).catch((error: { stdout: string }) => error);
  expect(compiled.stdout).toBe("");
  const { stdout, stderr } = await run(process.execPath, ["out/example-0.js"], { cwd: client.folder });
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^new -> PENDING\nPENDING -> RUNNING\nRUNNING -> COMPLETED\nThe run ended as COMPLETED\.\n/);
  expect(stdout).toContain("It read 1000 rows.");
  expect(stdout).toContain("film_id 1\n");
});
