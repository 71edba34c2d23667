import { type GraphQLResolveInfo, Kind, type ValueNode } from "graphql";

type Variables = Readonly<Record<string, unknown>>;

/** Stands for a variable that the client did not send: a field with it counts as not sent. */
const NOT_SENT = Symbol("not sent");

/**
 * An argument as the client sent it. GraphQL fills the schema's defaults into what resolvers get, so they can't tell
 * `parallelWorkers: 10` from nothing said; here only what was said is there. `variables` are the raw ones of the request.
 */
export function sentInput(
  info: GraphQLResolveInfo,
  argument: string,
  variables: Variables | undefined,
): Record<string, unknown> | undefined {
  const node = info.fieldNodes[0]?.arguments?.find(({ name }) => name.value === argument);
  if (!node) return undefined;
  const sent = sentValue(node.value, info, variables ?? {});
  return sent !== null && typeof sent === "object" && !Array.isArray(sent)
    ? (sent as Record<string, unknown>)
    : undefined;
}

function sentValue(node: ValueNode, info: GraphQLResolveInfo, variables: Variables): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variableOf(node.name.value, info, variables);
    case Kind.OBJECT: {
      const fields = node.fields.map((field) => [field.name.value, sentValue(field.value, info, variables)] as const);
      return Object.fromEntries(fields.filter(([, value]) => value !== NOT_SENT));
    }
    case Kind.LIST:
      // An absent variable in a list is null, by the specification.
      return node.values
        .map((item) => sentValue(item, info, variables))
        .map((item) => (item === NOT_SENT ? null : item));
    case Kind.NULL:
      return null;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    default:
      return node.value;
  }
}

/** What was sent for a variable, else the default that the operation itself gives it. */
function variableOf(name: string, info: GraphQLResolveInfo, variables: Variables): unknown {
  if (Object.hasOwn(variables, name) && variables[name] !== undefined) return variables[name];
  const definition = info.operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  return definition?.defaultValue ? sentValue(definition.defaultValue, info, {}) : NOT_SENT;
}
