import { expect, test } from "@jest/globals";
import { splitScript } from "./split-script.js";

const parts = (script: string) =>
  [...splitScript(script)].map((part) => (part.kind === "copy" ? [part.sql, part.rows] : part.sql));

test("statements end at semicolons that are no part of a string, a name, a comment or a body", () => {
  expect(
    parts(`-- a comment; and more
      select 'a;b', "c;d", E'e\\';f', $$g;h$$, $x$i;$$;j$x$, "name"$1 /* k; */;
      ;
\\connect other
select 1;
\\set x 1
select 2`),
  ).toEqual([expect.stringMatching(/^select 'a;b'[\s\S]*k; \*\/$/), "select 1", "select 2"]);
});

test("rows of a COPY are taken as they are", () => {
  expect(parts("COPY t (a, b) FROM stdin;\n1;\t'x\n\\N\t2\n\\.\n\nselect 1;\nCOPY u FROM stdin;\n\\.\n")).toEqual([
    ["COPY t (a, b) FROM stdin", "1;\t'x\n\\N\t2\n"],
    "select 1",
    ["COPY u FROM stdin", ""],
  ]);
});

test("backslashes escape where the script says so", () => {
  expect(
    parts("SET standard_conforming_strings = off;select 'a\\';b';SET standard_conforming_strings = on;select 'c\\';"),
  ).toEqual([
    "SET standard_conforming_strings = off",
    "select 'a\\';b'",
    "SET standard_conforming_strings = on",
    "select 'c\\'",
  ]);
});
