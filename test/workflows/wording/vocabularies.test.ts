import { readFile } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import { DOMAINS } from "../../../src/workflows/wording/domains.js";
import { SEMANTIC_TYPES } from "../../../src/workflows/wording/semantic-types.js";

test("the page has each domain and each semantic type, and no others", async () => {
  const page = await readFile("docs/workflows/table-descriptions.md", "utf8");
  const section = (title: string) => page.split(`## ${title}\n`)[1]!.split("\n## ")[0]!.trim();
  const domains = section("Domains").split("\n\n")[0]!.replace(/\s+/g, " ").replace(/\.$/, "").split(", ");
  expect(domains).toEqual(DOMAINS);
  const rows = section("Semantic types").split("\n").slice(2);
  const types = rows.flatMap((row) => row.split("|")[1]!.trim().split(", "));
  expect(types.toSorted()).toEqual(SEMANTIC_TYPES.toSorted());
});
