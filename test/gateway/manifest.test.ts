import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ConfigError } from "../../src/config.js";
import { readManifest } from "../../src/gateway/documents/manifest.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "manifest-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const OPEN = "query Open { open }";
const hash = createHash("sha256").update(OPEN).digest("hex");
const apollos = (operations: object[]) => ({ format: "apollo-persisted-query-manifest", version: 1, operations });
const operation = { id: hash, body: OPEN, name: "Open", type: "query" };

async function read(content: unknown) {
  const path = join(folder, "manifest.json");
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return readManifest(path);
}

test.each<[string, unknown]>([
  ["GraphQL Code Generator's", { [hash]: OPEN }],
  ["one with prefixed ids", { [`sha256:${hash}`]: OPEN }],
  ["Apollo's", apollos([operation, operation])],
])("%s manifest is read", async (_name, content) => {
  expect(await read(content)).toEqual(new Map([[hash, OPEN]]));
});

test("the forms that docs/trusted-documents.md shows are read", async () => {
  const page = readFileSync("docs/trusted-documents.md", "utf8");
  const [plain, ofApollo] = [...page.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, json]) => json);
  const viewer = "query Viewer { viewer { clientId } }";
  expect([...(await read(plain)).values()]).toEqual([viewer]);
  expect(await read(ofApollo)).toEqual(new Map([["viewer", viewer]]));
});

test("ids may be any text", async () => {
  expect(await read({ open: OPEN, "x-md5:00": OPEN })).toEqual(
    new Map(Object.entries({ open: OPEN, "x-md5:00": OPEN })),
  );
});

test.each<[string, unknown, RegExp]>([
  ["no JSON", "{ not json", /not valid JSON/],
  ["a list", [OPEN], /an object of ids and texts/],
  ["null", null, /an object of ids and texts/],
  ["no texts", { [hash]: 7 }, /an object of ids and texts/],
  ["another version of Apollo's", { ...apollos([operation]), version: 2 }, /of version 1/],
  ["another format", { format: "relay", version: 1, operations: [] }, /an object of ids and texts/],
  ["operations without text", apollos([{ id: hash }]), /an object of ids and texts/],
  ["no operation", {}, /lists no operation/],
  ["no operation of Apollo's", apollos([]), /lists no operation/],
  ["a text that is not its hash's", { [hash]: "{ open }" }, /is not the SHA-256 of its text/],
  ["a text that is not its prefixed hash's", { [`sha256:${hash}`]: "{ open }" }, /is not the SHA-256 of its text/],
  [
    "two texts of one id",
    apollos([
      { id: "a", body: OPEN },
      { id: "a", body: "{ open }" },
    ]),
    /two texts have the id a/,
  ],
  ["no GraphQL", { a: "query {" }, /the text of a is no GraphQL: Syntax Error/],
])("%s: a clear error", async (_name, content, message) => {
  const reading = read(content);
  await expect(reading).rejects.toThrow(ConfigError);
  await expect(reading).rejects.toThrow(message);
  await expect(reading).rejects.toThrow(/^TRUSTED_DOCUMENTS: \S+manifest\.json: .*\.$/);
});

test("a folder, and what is not there", async () => {
  await expect(readManifest(folder)).rejects.toThrow("it can't be read (EISDIR)");
  await expect(readManifest(join(folder, "none.json"))).rejects.toThrow("there is no such file");
});
