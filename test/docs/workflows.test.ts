import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { getMetadataStorage } from "class-validator";
import { assertInputObjectType, assertObjectType } from "graphql";
import { publicSchema } from "../../scripts/public-schema.js";
import { makeWorkflows, type WorkflowParts } from "../../src/app/workflows.js";
import type { Workflow } from "../../src/workflows/contract.js";

const workflows = makeWorkflows({} as WorkflowParts);
const pageOf = ({ type }: Workflow) => `${type.toLowerCase().replaceAll("_", "-")}.md`;
const text = (workflow: Workflow) => readFileSync(`docs/workflows/${pageOf(workflow)}`, "utf8");

/** Cells of the table under a heading; of the page's first table without one. */
function rows(page: string, heading?: string): string[][] {
  const section = heading ? (page.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "") : page;
  const table = /(^\|.*\n)+/m.exec(section)?.[0] ?? "";
  const lines = table.trimEnd().split("\n").slice(2);
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
const unquoted = (cell = "") => cell.replaceAll("`", "");

test("each workflow type has its page, and there is no other", () => {
  expect(readdirSync("docs/workflows").sort()).toEqual(workflows.map(pageOf).sort());
});

test.each(workflows.map((workflow) => [workflow.type, workflow] as const))(
  "the page of %s: the facts",
  (_, workflow) => {
    const facts = new Map(
      /\n\|\s*\|\s*\|\n(?:\|.*\n)+/
        .exec(text(workflow))![0]
        .trim()
        .split("\n")
        .slice(2)
        .map((line) => {
          const [, name, value] = line.split("|");
          return [name!.trim(), value!.trim()];
        }),
    );
    expect(facts.get("asset")!.toUpperCase().split(", ")).toEqual(workflow.levels);
    expect(facts.get("category")).toBe(workflow.category.toLowerCase().replace("_", " "));
    expect(facts.get("approval")).toMatch(
      workflow.approval === "CHANGES" ? /^its proposed changes/ : workflow.approval ? /^its profiles/ : /^none/,
    );
  },
);

test.each(workflows.map((workflow) => [workflow.type, workflow] as const))(
  "the page of %s: parameters",
  (_, workflow) => {
    const page = text(workflow);
    expect(page).toContain(`\`parameters: { ${workflow.member}: { … } }\``);
    const fields = assertInputObjectType(publicSchema.getType(workflow.parametersInput.name)).getFields();
    const listed = rows(page, "Parameters").map(([name, type, value]) => [name, type, value].map(unquoted));
    const known = Object.values(fields).map(({ name, type }) => {
      const required = String(type).endsWith("!") && (workflow.defaults[name] ?? null) === null;
      return [name, String(type), required ? "required" : String(workflow.defaults[name])];
    });
    expect(listed.toSorted()).toEqual(known.toSorted());
  },
);

test.each(workflows.map((workflow) => [workflow.type, workflow] as const))("the page of %s: bounds", (_, workflow) => {
  const bounds = new Map(rows(text(workflow), "Parameters").map(([name, , , bound]) => [unquoted(name), bound!]));
  const rules = getMetadataStorage().getTargetValidationMetadatas(workflow.parametersInput, "", false, false);
  for (const { propertyName, name, constraints } of rules)
    if (["min", "max", "maxLength"].includes(name!) || (name === "arrayMaxSize" && constraints[0] === 1000))
      expect(bounds.get(propertyName)).toMatch(new RegExp(`\\b${constraints[0]}\\b`));
});

test.each(workflows.map((workflow) => [workflow.type, workflow] as const))("the page of %s: output", (_, workflow) => {
  const page = text(workflow);
  expect(page).toContain(`\`${workflow.outputType.name}\``);
  const listed = rows(page, "Output").map(([name]) => unquoted(name));
  const fields = assertObjectType(publicSchema.getType(workflow.outputType.name)).getFields();
  expect(listed.toSorted()).toEqual(Object.keys(fields).toSorted());
});
