import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import { schemaOfLastTag, unannouncedBreaks, undatedDeprecations } from "../../scripts/schema-changes.js";

const before = "type Query { run(id: ID!): String runs(state: State): [String] } enum State { OPEN DONE }";
const changelogOf = (breaking: string) =>
  `# Changelog\n\n## Unreleased\n\n* More.\n${breaking}\n## 0.1.0\n\n### Breaking\n\n* \`State.DONE\`: of old.\n`;

test.each([
  ["a removed field", before.replace("run(id: ID!): String", ""), "Query.run"],
  ["another type", before.replace("run(id: ID!): String", "run(id: ID!): Int"), "Query.run"],
  ["a new argument that must be given", before.replace("id: ID!", "id: ID!, of: ID!"), "Query.run.of"],
  ["a removed value of an enum", before.replace(" DONE", ""), "State.DONE"],
])("%s breaks clients until it is announced", async (_, after, path) => {
  expect(await unannouncedBreaks(before, after, changelogOf(""))).toEqual([expect.stringContaining(`\`${path}\``)]);
  const announcement = `\n### Breaking\n\n* \`${path}\`: gone.\n`;
  expect(await unannouncedBreaks(before, after, changelogOf(announcement))).toEqual([]);
});

test("more fields, arguments that may be left out and more values break nobody", async () => {
  const after = before.replace("id: ID!", "id: ID!, of: ID").replace("OPEN", "OPEN PAUSED");
  expect(await unannouncedBreaks(before, `${after} extend type Query { more: Int }`, changelogOf(""))).toEqual([]);
});

test("an input of which one may be given from now on breaks clients that give two", async () => {
  const withInput = (directive: string) => `type Query { a(in: In): Int } input In ${directive} { a: Int b: Int }`;
  expect(await unannouncedBreaks(withInput(""), withInput("@oneOf"), changelogOf(""))).toHaveLength(1);
});

test("what is deprecated has a day from which on it may be gone", () => {
  const schema = buildSchema(`
    type Query { old(a: Int @deprecated(reason: "Use b.") b: Int): Int @deprecated  new: Int
      dated: Int @deprecated(reason: "Use new. Removed after 2027-06-30.")
      misdated: Int @deprecated(reason: "Removed after 2027-13-40.") }
    enum E { A @deprecated(reason: "Use B.") B }
    input In { a: Int @deprecated(reason: "Soon.") }`);
  const undated = ["Query.old", "Query.old.a", "Query.misdated", "E.A", "In.a"];
  expect(undatedDeprecations(schema).sort()).toEqual(undated.sort());
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "data-readiness-tags-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the last tag is the highest version that leads here", async () => {
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...words], { cwd: folder });
  const commit = (sdl: string) => {
    writeFileSync(join(folder, "schema/schema.graphql"), sdl);
    git("add", "-A");
    git("commit", "-qm", sdl);
  };
  mkdirSync(join(folder, "schema"));
  git("init", "-q");
  commit("first");
  expect(await schemaOfLastTag(folder)).toBeNull();
  git("tag", "v0.9.0");
  commit("second");
  git("tag", "v0.10.0");
  commit("third");
  expect(await schemaOfLastTag(folder)).toEqual({ tag: "v0.10.0", sdl: "second" });
});
