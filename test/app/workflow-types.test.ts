import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { type GraphQLInputObjectType, type GraphQLSchema, type GraphQLUnionType, isEnumType } from "graphql";
import { publicSchema } from "../../scripts/public-schema.js";
import { makeWorkflows, type WorkflowParts } from "../../src/app/workflows.js";
import { WORKFLOW_TYPES } from "../../src/workflows/workflow-type.js";

const schema: GraphQLSchema = publicSchema;
const workflows = makeWorkflows({} as WorkflowParts);
const sorted = (names: Iterable<string>) => [...names].sort();

test("enum, input union, output unions and pages know the same workflow types", () => {
  const types = workflows.map(({ type }) => type);
  expect(sorted(types)).toEqual(sorted(WORKFLOW_TYPES));
  const enumeration = schema.getType("WorkflowType");
  expect(isEnumType(enumeration) && sorted(enumeration.getValues().map(({ name }) => name))).toEqual(sorted(types));
  const input = schema.getType("WorkflowParametersInput") as GraphQLInputObjectType;
  expect(input.isOneOf).toBe(true);
  expect(sorted(Object.keys(input.getFields()))).toEqual(sorted(workflows.map(({ member }) => member)));
  const members = (union: string) =>
    sorted((schema.getType(union) as GraphQLUnionType).getTypes().map(({ name }) => name));
  expect(members("WorkflowParameters")).toEqual(sorted(workflows.map(({ parametersType }) => parametersType.name)));
  expect(members("WorkflowOutput")).toEqual(sorted(workflows.map(({ outputType }) => outputType.name)));
});

test("what a client can set is what the parameters show, with the same defaults", () => {
  for (const { member, defaults, parametersInput, parametersType } of workflows) {
    const input = schema.getType(parametersInput.name) as GraphQLInputObjectType;
    const output = schema.getType(parametersType.name) as unknown as GraphQLInputObjectType;
    expect([member, sorted(Object.keys(input.getFields()))]).toEqual([member, sorted(Object.keys(output.getFields()))]);
    for (const { name, defaultValue } of Object.values(input.getFields())) {
      if (defaultValue !== undefined) expect([name, defaultValue]).toEqual([name, defaults[name]]);
    }
  }
});

test("schema/schema.graphql is what the code prints", async () => {
  const { publicSdl } = await import("../../scripts/public-schema.js");
  expect(readFileSync("schema/schema.graphql", "utf8")).toBe(publicSdl);
});
