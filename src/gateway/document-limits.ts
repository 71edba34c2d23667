import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";
import { codedError, ErrorCode } from "../platform/errors.js";
import { LIMITS } from "./limits.js";

/** How much a selection asks for, with its fragments written out. */
interface Size {
  depth: number;
  fields: number;
  aliases: number;
  directives: number;
  /** Fields that stand in their selection already: comparing them takes the square of their number. */
  repeats: number;
}

const REFUSALS: readonly (readonly [keyof Size, string])[] = [
  ["depth", "is nested too deeply"],
  ["fields", "selects too many fields"],
  ["aliases", "has too many aliases"],
  ["directives", "has too many directives"],
  ["repeats", "repeats too many fields"],
];

/**
 * A validation rule: bounds what a document may ask for before any of it runs. It looks before all others do, and what is
 * too large is not checked further.
 */
export function documentLimits(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const measure = measurer((name) => context.getFragment(name));
      for (const operation of document.definitions) {
        if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
        const size = measure(operation.selectionSet);
        size.directives += directivesOfHead(operation);
        for (const [what, refusal] of REFUSALS) {
          if (size[what] <= LIMITS[what]) continue;
          const message = `The operation ${refusal}: at most ${LIMITS[what]} are allowed.`;
          const error = codedError(ErrorCode.INVALID_REQUEST, message, { http: { status: 400 } });
          // The only way to end a validation at once is to report more than it takes; see `withoutRepetition`.
          for (let times = 0; times <= LIMITS.errors; times++) context.reportError(error);
        }
      }
    },
  };
}

/** Errors of a validation that `documentLimits` ended: the one that says why. */
export function withoutRepetition<T extends { readonly message: string }>(errors: readonly T[]): readonly T[] {
  const [first, second] = errors;
  return first && first.message === second?.message ? [first] : errors;
}

const directivesOfHead = ({ directives, variableDefinitions }: OperationDefinitionNode) =>
  (directives?.length ?? 0) +
  (variableDefinitions ?? []).reduce((sum, each) => sum + (each.directives?.length ?? 0), 0);

/** A selection without the repeats at its own top, which are known only when all that is spread there has been seen. */
interface Measured {
  readonly size: Size;
  /** How often each response name stands at the top. */
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
    for (const node of set.selections) {
      size.directives += node.directives?.length ?? 0;
      if (node.kind === Kind.FIELD) {
        size.fields++;
        if (node.alias) size.aliases++;
        repeat(node.alias?.value ?? node.name.value, 1);
        add(size, node.selectionSet ? whole(node.selectionSet) : NOTHING.size, 1);
      } else {
        const inner = node.kind === Kind.INLINE_FRAGMENT ? selection(node.selectionSet) : fragment(node.name.value);
        add(size, inner.size, 0);
        for (const [name, times] of inner.names) repeat(name, times);
      }
    }
    return { size, names };
  }

  function whole(set: SelectionSetNode): Size {
    const { size, names } = selection(set);
    let repeats = size.repeats;
    for (const times of names.values()) repeats += times - 1;
    return { ...size, repeats };
  }

  return whole;
}

function add(size: Size, inner: Size, levels: number): void {
  size.depth = Math.max(size.depth, inner.depth + levels);
  size.fields += inner.fields;
  size.aliases += inner.aliases;
  size.directives += inner.directives;
  size.repeats += inner.repeats;
}
