import { readFileSync } from "node:fs";
import { composeServices as composeByApollo } from "@apollo/composition";
import { diff } from "@graphql-inspector/core";
import { describe, expect, test } from "@jest/globals";
import { composeServices as composeByGuild } from "@theguild/federation-composition";
import { buildSchema, type GraphQLInputObjectType, isInputObjectType, isNonNullType, parse } from "graphql";
import { OWNERS_SDL } from "../../examples/federation/owners.js";
import { ENTITIES } from "../../src/gateway/federation/entities.js";

const subgraph = readFileSync("schema/subgraph.graphql", "utf8");
const publicSchema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));

/** Has what other graphs have under the same names: a page of a list, and someone who asks. */
const NEIGHBOUR = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  scalar Cursor
  scalar AssetFqn
  type PageInfo @shareable { endCursor: Cursor hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: Cursor }
  type Viewer { theme: String }
  type Query { viewer: Viewer! @shareable }
  type WorkflowRun @key(fields: "id") { id: ID! ticket: String }
  type Column @key(fields: "fqn") { fqn: AssetFqn! glossaryTerm: String }
`;

const services = (more: Record<string, string>) =>
  Object.entries({ readiness: subgraph, ...more }).map(([name, sdl]) => ({
    name,
    url: `http://${name}.invalid/graphql`,
    typeDefs: parse(sdl),
  }));

const composers = { apollo: composeByApollo, guild: composeByGuild };

describe.each(Object.entries(composers))("the composer %s", (_name, compose) => {
  test("composes it with the example's owners: nothing to hint at, and @oneOf is kept", () => {
    const { supergraphSdl, errors, hints } = compose(services({ owners: OWNERS_SDL })) as ReturnType<
      typeof composeByApollo
    >;
    expect({ errors, hints: (hints ?? []).map(({ message }) => message) }).toEqual({ errors: undefined, hints: [] });
    const supergraph = buildSchema(supergraphSdl!, { assumeValid: true });
    const oneOf = (schema: typeof supergraph) =>
      Object.values(schema.getTypeMap())
        .filter((type) => isInputObjectType(type) && type.isOneOf)
        .map(({ name }) => name)
        .sort();
    expect(oneOf(supergraph)).toEqual(oneOf(publicSchema));
    expect(oneOf(supergraph)).toContain("WorkflowParametersInput");
  });

  test("composes it with a graph that has a viewer and pages of its own", () => {
    const { errors } = compose(services({ neighbour: NEIGHBOUR, owners: OWNERS_SDL }));
    expect(errors).toBeUndefined();
  });
});

test("it is the public schema, with keys of the entities and without defaults in inputs", async () => {
  const changes = await diff(publicSchema, buildSchema(subgraph, { assumeValidSDL: true }));
  const [marks, others] = [true, false].map((isMark) =>
    changes.filter(({ type }) => type.startsWith("DIRECTIVE_USAGE_") === isMark),
  ) as [typeof changes, typeof changes];
  const marked = (name: string) =>
    marks.flatMap(({ path = "" }) => (path.endsWith(`.@${name}`) ? [path.slice(0, -name.length - 2)] : []));
  expect(marked("key").sort()).toEqual([...ENTITIES.keys()].sort());
  expect(marked("shareable").sort()).toEqual(["PageInfo", "Query.viewer"]);
  expect([...marked("link"), ...marked("composeDirective")]).toEqual(["", "", ""]); // of the schema itself
  const directives = new Set(marks.map(({ path }) => /@\w+/.exec(path ?? "")?.[0]));
  expect([...directives].sort()).toEqual(["@composeDirective", "@key", "@link", "@shareable"]);
  expect(others.map(({ type, path, message }) => [path, type, message.split(" changed type ")[1]]).sort()).toEqual(
    Object.values(publicSchema.getTypeMap()).filter(isInputObjectType).flatMap(lostDefaults).sort(),
  );
});

/** How a default that is gone shows: the field may be null, and its words say what the default is. */
function lostDefaults(input: GraphQLInputObjectType) {
  return Object.values(input.getFields())
    .filter(({ defaultValue }) => defaultValue !== undefined)
    .flatMap(({ name, type }) => [
      [`${input.name}.${name}`, "INPUT_FIELD_DEFAULT_VALUE_CHANGED", undefined],
      [`${input.name}.${name}`, "INPUT_FIELD_DESCRIPTION_CHANGED", undefined],
      ...(isNonNullType(type)
        ? [[`${input.name}.${name}`, "INPUT_FIELD_TYPE_CHANGED", `from '${type}' to '${type.ofType}'`]]
        : []),
    ]);
}
