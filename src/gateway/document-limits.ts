import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";
import { ErrorCode } from "../platform/errors.js";
import { LIMITS } from "./limits.js";

/** How much a selection asks for, with its fragments written out. */
interface Size {
  depth: number;
  fields: number;
  aliases: number;
  directives: number;
  /** How often the most repeated field of any one selection stands there. */
  repeats: number;
}

const REFUSALS: readonly (readonly [keyof Size, string])[] = [
  ["depth", "is nested too deeply"],
  ["fields", "selects too many fields"],
  ["aliases", "has too many aliases"],
  ["directives", "has too many directives"],
  ["repeats", "repeats the same field too often"],
];

/** A validation rule: bounds what a document may ask for before any of it runs. */
export function documentLimits(context: ValidationContext): ASTVisitor {
  const measure = measurer((name) => context.getFragment(name));
  return {
    OperationDefinition(operation) {
      const size = measure(operation.selectionSet).size;
      size.directives += directivesOfHead(operation);
      for (const [what, refusal] of REFUSALS) {
        if (size[what] <= LIMITS[what]) continue;
        context.reportError(
          new GraphQLError(`The operation ${refusal}: at most ${LIMITS[what]} are allowed.`, {
            nodes: operation,
            extensions: { code: ErrorCode.INVALID_REQUEST, http: { status: 400 } },
          }),
        );
      }
    },
  };
}

const directivesOfHead = ({ directives, variableDefinitions }: OperationDefinitionNode) =>
  (directives?.length ?? 0) +
  (variableDefinitions ?? []).reduce((sum, each) => sum + (each.directives?.length ?? 0), 0);

interface Measured {
  readonly size: Size;
  /** How often each response name stands at the top of the selection. */
  readonly names: ReadonlyMap<string, number>;
}
const NOTHING: Measured = {
  size: { depth: 0, fields: 0, aliases: 0, directives: 0, repeats: 0 },
  names: new Map(),
};

/** Each fragment is measured once, however often it is spread: fragments that spread each other twice cost nothing here. */
function measurer(fragmentOf: (name: string) => FragmentDefinitionNode | null | undefined) {
  const known = new Map<string, Measured>();

  function fragment(name: string): Measured {
    const before = known.get(name);
    if (before) return before;
    known.set(name, NOTHING); // a fragment within itself: another rule refuses it
    const definition = fragmentOf(name);
    const measured = definition ? selection(definition.selectionSet) : NOTHING;
    known.set(name, measured);
    return measured;
  }

  function selection(set: SelectionSetNode): Measured {
    const size = { ...NOTHING.size };
    const names = new Map<string, number>();
    const repeat = (name: string, times: number) => names.set(name, (names.get(name) ?? 0) + times);
    const add = (inner: Size, depth: number) => {
      size.depth = Math.max(size.depth, inner.depth + depth);
      size.fields += inner.fields;
      size.aliases += inner.aliases;
      size.directives += inner.directives;
      size.repeats = Math.max(size.repeats, inner.repeats);
    };
    for (const node of set.selections) {
      size.directives += node.directives?.length ?? 0;
      if (node.kind === "Field") {
        size.fields++;
        if (node.alias) size.aliases++;
        repeat(node.alias?.value ?? node.name.value, 1);
        add(node.selectionSet ? selection(node.selectionSet).size : NOTHING.size, 1);
      } else {
        const inner = node.kind === "InlineFragment" ? selection(node.selectionSet) : fragment(node.name.value);
        add(inner.size, 0);
        for (const [name, times] of inner.names) repeat(name, times);
      }
    }
    size.repeats = Math.max(size.repeats, ...names.values());
    return { size, names };
  }

  return selection;
}
