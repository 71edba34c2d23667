import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "@jest/globals";

const PAGES = globSync(["*.md", "docs/**/*.md", "examples/**/*.md", "clients/*/README.md"], {
  exclude: (path) => path.includes("node_modules"),
});
const CODE = /^```[\s\S]*?^```|`[^`\n]+`/gm;
const text = (page: string) =>
  readFileSync(page, "utf8").replaceAll(CODE, (code) =>
    code.startsWith("```") ? "" : code.replaceAll(/[^\w -]/g, ""),
  );

/** The names that GitHub gives to headings. */
const anchors = (page: string) =>
  [...text(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );

test.each(PAGES)("the links of %s lead somewhere", (page) => {
  for (const [, link] of text(page).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(https?|mailto):/.test(link!)) continue;
    const [path, anchor] = link!.split("#");
    const target = path ? normalize(join(dirname(page), path)) : page;
    expect([link, existsSync(target)]).toEqual([link, true]);
    if (anchor) expect([link, anchors(target)]).toEqual([link, expect.arrayContaining([anchor])]);
  }
});

test("docs/README.md leads to each page of docs", () => {
  const linked = [...text("docs/README.md").matchAll(/\]\(([^)#\s]+)/g)].map(([, path]) =>
    normalize(join("docs", path!)),
  );
  const pages = globSync("docs/**/*.md").filter((page) => page !== "docs/README.md");
  expect(linked).toEqual(expect.arrayContaining(pages));
});
