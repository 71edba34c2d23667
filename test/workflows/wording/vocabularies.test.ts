import { readFile } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import { DOMAINS } from "../../../src/workflows/wording/domains.js";
import { SEMANTIC_TYPES } from "../../../src/workflows/wording/semantic-types.js";

test("the pages have each domain and each semantic type, and no others", async () => {
  const section = async (page: string, title: string) =>
    (await readFile(`docs/workflows/${page}.md`, "utf8")).split(`## ${title}\n`)[1]!.split("\n## ")[0]!.trim();
  const domains = (await section("generate-table-description", "Domains"))
    .split("\n\n")[0]!
    .replace(/\s+/g, " ")
    .replace(/\.$/, "")
    .split(", ");
  expect(domains).toEqual(DOMAINS);
  const rows = (await section("enrich-table-columns", "Semantic types")).split("\n").slice(2);
  const types = rows.flatMap((row) => row.split("|")[1]!.trim().split(", "));
  expect(types.toSorted()).toEqual(SEMANTIC_TYPES.toSorted());
});
