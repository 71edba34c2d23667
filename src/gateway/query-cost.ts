import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";
import { ErrorCode } from "../platform/errors.js";
import { LIMITS } from "./limits.js";

export type Variables = Readonly<Record<string, unknown>>;

/** Lists without a page size, and pages whose size the client does not give. */
const USUAL_LIST = 10;
const USUAL_PAGE = 20;
/** Services refuse larger pages with clearer words. */
const LARGEST_PAGE = 100;
const PAGE_ARGUMENTS = ["first", "last"];
/** Of `_entities`: each is answered by one item. */
const REFERENCES = "representations";
/** The lists of a connection: as long as the page. */
const PAGE_LISTS = ["edges", "nodes"];

/** Refuses an operation whose answer could be too large: fields, times the length of the lists around them. */
export function costError(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables,
): GraphQLError | undefined {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!root) return undefined; // the execution says what is wrong
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && sizeOf(defaultValue),
    ]),
  );
  const cost = costOf(schema, document, { ...defaults, ...variables })(operation.selectionSet, root);
  if (cost <= LIMITS.cost) return undefined;
  return new GraphQLError(
    `The operation could answer ${cost > 1e9 ? "far too many" : cost} fields, and ${LIMITS.cost} is the most: ask for smaller pages or fewer fields.`,
    { extensions: { code: ErrorCode.INVALID_REQUEST, http: { status: 400 } } },
  );
}

function costOf(schema: GraphQLSchema, document: DocumentNode, variables: Variables) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const known = new Map<string, number>();

  function fragment(name: string, page: number | undefined): number {
    const key = `${name} ${page}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const definition = fragments.get(name);
    const type = definition && schema.getType(definition.typeCondition.name.value);
    const cost = definition && isCompositeType(type) ? selection(definition.selectionSet, type, page) : 0;
    known.set(key, cost);
    return cost;
  }

  /** `page` is the page size of the connection that is selected from. */
  function selection(set: SelectionSetNode, type: GraphQLCompositeType, page?: number): number {
    let cost = 0;
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) cost += field(node, type, page);
      else if (node.kind === Kind.FRAGMENT_SPREAD) cost += fragment(node.name.value, page);
      else {
        const inner = node.typeCondition ? schema.getType(node.typeCondition.name.value) : type;
        if (isCompositeType(inner)) cost += selection(node.selectionSet, inner, page);
      }
    }
    return cost;
  }

  function field(node: FieldNode, parent: GraphQLCompositeType, page: number | undefined): number {
    const name = node.name.value;
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (!definition) return 1; // __typename, and introspection, which is as large as the schema at most
    const type = getNamedType(definition.type);
    const ownPage = pageSize(node, definition) ?? references(node);
    const outerPage = PAGE_LISTS.includes(name) ? page : undefined;
    const times = isListType(getNullableType(definition.type)) ? (ownPage ?? outerPage ?? USUAL_LIST) : 1;
    if (!node.selectionSet || !isCompositeType(type)) return times;
    return times * (1 + selection(node.selectionSet, type, ownPage));
  }

  function pageSize(node: FieldNode, { args }: GraphQLField<unknown, unknown>): number | undefined {
    if (!args.some(({ name }) => PAGE_ARGUMENTS.includes(name))) return undefined;
    const given = node.arguments?.find(({ name }) => PAGE_ARGUMENTS.includes(name.value))?.value;
    const value = given ? sizeOf(given, variables) : args.find(({ name }) => name === "first")?.defaultValue;
    return typeof value === "number" ? Math.min(Math.max(value, 1), LARGEST_PAGE) : USUAL_PAGE;
  }

  function references(node: FieldNode): number | undefined {
    const given = node.arguments?.find(({ name }) => name.value === REFERENCES)?.value;
    const value = given && sizeOf(given, variables);
    return Array.isArray(value) ? value.length : undefined;
  }

  return selection;
}

/** A number, or a list whose length counts. */
function sizeOf(node: ValueNode, variables: Variables = {}): unknown {
  if (node.kind === Kind.INT) return Number(node.value);
  if (node.kind === Kind.LIST) return node.values;
  return node.kind === Kind.VARIABLE ? variables[node.name.value] : undefined;
}
