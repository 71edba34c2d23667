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

test("the package has its code, types, licence, README and list of documents, and nothing of the gateway", () => {
  const needed = ["LICENSE", "README.md", "trusted-documents.json", "dist/index.js", "dist/index.d.ts"];
  expect(client.files).toEqual(expect.arrayContaining(needed));
  expect(
    client.files.filter(
      (file) => !/^(LICENSE|README\.md|package\.json|trusted-documents\.json|dist\/.*\.(js|d\.ts))$/.test(file),
    ),
  ).toEqual([]);
});

test("installed in an empty project, it says what it sends", async () => {
  const code = `import list from "@data-readiness/client/trusted-documents.json" with { type: "json" };
    import { ViewerDocument } from "@data-readiness/client";
    import { print } from "graphql";
    console.log(Object.values(list).includes(print(ViewerDocument)));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code], { cwd: client.folder });
  expect(stdout).toBe("true\n");
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
