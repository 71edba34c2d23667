import {
  type ConstDirectiveNode,
  type DirectiveNode,
  type GraphQLSchema,
  type InputObjectTypeDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
} from "graphql";
import { ENTITIES } from "./entities.js";

/**
 * @oneOf is GraphQL's own, but there are composers that refuse or drop it unless it is linked and composed like a directive
 * of ours. So the larger graph keeps it.
 */
const HEAD = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@composeDirective"])
  @link(url: "https://spec.graphql.org/oneOf/v1.0", import: ["@oneOf"])
  @composeDirective(name: "@oneOf")

directive @oneOf on INPUT_OBJECT
`;

/** Federation itself says what these are. */
const MACHINERY = new Set(["_Any", "_Entity", "_Service", "_entities", "_service"]);

/** A larger graph has one of that name, to which other subgraphs may have something to say as well. */
const SHAREABLE = new Set(["PageInfo", "viewer"]);

/** The schema as a subgraph of Apollo Federation 2: the public one, with the keys of its entities. */
export function subgraphSdl(schema: GraphQLSchema): string {
  const document = visit(parse(printSchema(lexicographicSortSchema(schema)), { noLocation: true }), {
    ScalarTypeDefinition: withDirectives,
    UnionTypeDefinition: withDirectives,
    ObjectTypeDefinition: withDirectives,
    FieldDefinition: withDirectives,
    InputObjectTypeDefinition: withoutDefaults,
  });
  return `${HEAD}\n${print(document)}\n`;
}

interface Definition {
  readonly name: { readonly value: string };
  readonly directives?: readonly DirectiveNode[];
}

/** Null takes the definition out. */
function withDirectives<Node extends Definition>(node: Node): Node | null {
  const name = node.name.value;
  if (MACHINERY.has(name)) return null;
  const key = ENTITIES.get(name)?.key;
  const added = [...(key ? [directive("key", key)] : []), ...(SHAREABLE.has(name) ? [directive("shareable")] : [])];
  return { ...node, directives: [...(node.directives ?? []), ...added] };
}

/**
 * There are gateways that send on the defaults of the schema as if the client had said so, and what a client leaves out may
 * have a value in a configuration. So gateways don't learn of them: what is left out gets its default where it arrives.
 */
const withoutDefaults = (node: InputObjectTypeDefinitionNode): InputObjectTypeDefinitionNode => ({
  ...node,
  fields: node.fields?.map(optional),
});

function optional(field: InputValueDefinitionNode): InputValueDefinitionNode {
  const { defaultValue, type, description, ...rest } = field;
  if (!defaultValue) return field;
  const value = `${description?.value} By default \`${print(defaultValue)}\`.`;
  return {
    ...rest,
    description: { kind: Kind.STRING, block: true, value },
    type: type.kind === Kind.NON_NULL_TYPE ? type.type : type,
  };
}

const directive = (name: string, fields?: string): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: name },
  arguments: fields
    ? [
        {
          kind: Kind.ARGUMENT,
          name: { kind: Kind.NAME, value: "fields" },
          value: { kind: Kind.STRING, value: fields },
        },
      ]
    : [],
});
