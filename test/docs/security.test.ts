import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { LIMITS } from "../../src/gateway/limits.js";
import { SCOPES } from "../../src/platform/context.js";

const page = readFileSync("docs/security.md", "utf8");

test("docs/security.md has each scope, and no other", () => {
  expect([...page.matchAll(/^\| `([a-z:]+)` \|/gm)].map(([, scope]) => scope)).toEqual([...SCOPES]);
});

test("docs/security.md names the limits of a request as they are", () => {
  const line = /\* \*\*Limits\*\*:[\s\S]*?\n\*/.exec(page)![0];
  const counts = [
    "tokens",
    "depth",
    "fields",
    "aliases",
    "directives",
    "cost",
    "operationsPerSocket",
    "streamsPerTenant",
  ] as const;
  for (const limit of [...counts.map((name) => LIMITS[name]), LIMITS.requestMs / 1000])
    expect(line).toMatch(new RegExp(`\\b${limit.toLocaleString("en")}\\b`));
  expect(line).toContain(`${LIMITS.bodyBytes / 1024} KiB`);
});
