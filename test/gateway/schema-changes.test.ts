import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import { schemaOfLastTag, unannouncedBreaks, undatedDeprecations } from "../../scripts/schema-changes.js";

const before = "type Query { run(id: ID!): String runs(state: State): [String] } enum State { OPEN DONE }";
const OLD = "## 0.1.0\n\n### Breaking\n\n* `State.DONE`: of old.\n";
const changelogOf = (breaking: string) => `# Changelog\n\n## Unreleased\n\n* More.\n${breaking}\n${OLD}`;
const breaks = (before: string, after: string, changelog = changelogOf("")) =>
  unannouncedBreaks({ tag: "v0.1.0", sdl: before }, after, changelog);

test.each([
  ["a removed field", before.replace("run(id: ID!): String", ""), "Query.run"],
  ["another type", before.replace("run(id: ID!): String", "run(id: ID!): Int"), "Query.run"],
  ["a new argument that must be given", before.replace("id: ID!", "id: ID!, of: ID!"), "Query.run.of"],
  ["a removed value of an enum", before.replace(" DONE", ""), "State.DONE"],
])("%s breaks clients until it is announced", async (_, after, path) => {
  expect(await breaks(before, after)).toEqual([expect.stringContaining(`\`${path}\``)]);
  const announcement = `\n### Breaking\n\n* \`${path}\`: gone.\n`;
  expect(await breaks(before, after, changelogOf(announcement))).toEqual([]);
});

test("more fields, arguments that may be left out and more values break nobody", async () => {
  const after = before.replace("id: ID!", "id: ID!, of: ID").replace("OPEN", "OPEN PAUSED");
  expect(await breaks(before, `${after} extend type Query { more: Int }`)).toEqual([]);
});

test("an input of which one may be given from now on breaks clients that give two", async () => {
  const withInput = (directive: string) => `type Query { a(in: In): Int } input In ${directive} { a: Int b: Int }`;
  expect(await breaks(withInput(""), withInput("@oneOf"))).toHaveLength(1);
});

test.each([
  ["a field of an input", "type Query { a(in: In): Int } input In { a: Int! = 1 }", "In.a"],
  ["an argument", "type Query { a(in: Int! = 1): Int }", "Query.a.in"],
  ["an argument of an interface", "type Query { a: I } interface I { a(in: Int! = 1): Int }", "I.a.in"],
])("%s that had a default and must be given from now on breaks clients", async (_, before, path) => {
  const after = before.replace(" = 1", "");
  expect(await breaks(before, after)).toEqual([`\`${path}\`: it must be given from now on.`]);
  expect(await breaks(before, after, changelogOf(`\n### Breaking\n\n* \`${path}\`: say it.\n`))).toEqual([]);
  expect(await breaks(before.replace("Int! = 1", "Int"), after)).toHaveLength(1); // said once
  expect(await breaks(after, before)).toEqual([]);
});

test("an operation type that is gone can be announced", async () => {
  const [root, type, ...more] = await breaks("type Query { a: Int } type Mutation { a: Int }", "type Query { a: Int }");
  expect([root, type, more]).toEqual([
    expect.stringMatching(/^`schema`: .*'Mutation'/),
    expect.stringMatching(/^`Mutation`/),
    [],
  ]);
  const announcement = "\n### Breaking\n\n* `schema`, `Mutation`: nothing can be changed any more.\n";
  expect(
    await breaks("type Query { a: Int } type Mutation { a: Int }", "type Query { a: Int }", changelogOf(announcement)),
  ).toEqual([]);
});

test("what the last tag's release announced excuses nothing since", async () => {
  const after = before.replace(" DONE", "");
  expect(await breaks(before, after, `# Changelog\n\n${OLD}`)).toHaveLength(1);
  expect(await breaks(before, after, `# Changelog\n\n${OLD.replace("0.1.0", "[0.1.0] - 2026-01-01")}`)).toHaveLength(1);
  expect(await breaks(before, after, `# Changelog\n\n${OLD.replace("0.1.0", "0.1.01")}`)).toEqual([]);
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

describe("the last tag", () => {
  let folder: string;
  let origin: string;
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...words], { cwd: origin });
  const commit = (sdl: string) => {
    writeFileSync(join(origin, "schema/schema.graphql"), sdl);
    git("add", "-A");
    git("commit", "-qm", sdl);
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "data-readiness-tags-"));
    origin = join(folder, "origin");
    mkdirSync(join(origin, "schema"), { recursive: true });
    git("init", "-q");
    commit("first");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is the highest released version that leads here", async () => {
    expect(await schemaOfLastTag(origin)).toBeNull();
    git("tag", "nightly");
    git("tag", "v0.9.0");
    commit("second");
    git("tag", "v0.10.0");
    git("tag", "v0.10.0-rc.1");
    commit("third");
    git("tag", "v0.11.0-rc.1");
    expect(await schemaOfLastTag(origin)).toEqual({ tag: "v0.10.0", sdl: "second" });
  });

  test("is not taken for missing where the history is", async () => {
    const shallow = join(folder, "shallow");
    const clone = (...words: string[]) => git("clone", "-q", ...words, `file://${origin}`, shallow);
    clone("--depth", "1");
    await expect(schemaOfLastTag(shallow)).rejects.toThrow("git fetch --unshallow --tags");
    rmSync(shallow, { recursive: true });
    clone("--depth", "2");
    expect(await schemaOfLastTag(shallow)).toEqual({ tag: "v0.10.0", sdl: "second" });
    const none = join(folder, "none");
    mkdirSync(none);
    await expect(schemaOfLastTag(none)).rejects.toThrow(/not a git repository/);
  });
});
