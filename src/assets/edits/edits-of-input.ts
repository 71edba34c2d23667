import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { ProposedChangeKind } from "../changes/change.model.js";
import type { UpdateColumnInput, UpdateTableInput } from "./edit.inputs.js";
import { tidy } from "./persons-text.js";

/** One thing that a person says of an asset. */
export interface Edit {
  readonly kind: ProposedChangeKind;
  /** The tag; empty for the other kinds. */
  readonly name: string;
  /** Null: there is nothing of the kind. */
  readonly value: string | null;
}

type Texts = Omit<UpdateTableInput & UpdateColumnInput, "fqn" | "addTags" | "removeTags">;

const KINDS: Readonly<Record<keyof Texts, ProposedChangeKind>> = {
  description: ProposedChangeKind.DESCRIPTION,
  displayName: ProposedChangeKind.DISPLAY_NAME,
  businessDefinition: ProposedChangeKind.BUSINESS_DEFINITION,
  domain: ProposedChangeKind.DOMAIN,
  grain: ProposedChangeKind.GRAIN,
  relations: ProposedChangeKind.RELATIONS,
  semanticType: ProposedChangeKind.SEMANTIC_TYPE,
  unit: ProposedChangeKind.UNIT,
  coding: ProposedChangeKind.CODING,
};

/** What a valid input asks for. */
export function editsOfInput(input: UpdateTableInput | UpdateColumnInput): Edit[] {
  const texts = Object.entries(KINDS).flatMap(([field, kind]): Edit[] => {
    const text = (input as Texts)[field as keyof Texts];
    return text === undefined ? [] : [{ kind, name: "", value: text === null ? null : tidy(text) }];
  });
  const added = new Set(input.addTags?.map(tidy));
  const removed = new Set(input.removeTags?.map(tidy));
  const both = input.removeTags?.findIndex((tag) => added.has(tidy(tag))) ?? -1;
  if (both >= 0) {
    const message = "The same tag can't be added and removed at once.";
    throw UserErrors.one(ErrorCode.VALIDATION_ERROR, message, "removeTags", String(both));
  }
  const edits = [
    ...texts,
    ...[...added].map((name): Edit => ({ kind: ProposedChangeKind.TAG, name, value: name })),
    ...[...removed].map((name): Edit => ({ kind: ProposedChangeKind.TAG, name, value: null })),
  ];
  if (edits.length === 0) {
    throw UserErrors.one(ErrorCode.VALIDATION_ERROR, "Nothing is to be changed: give a text or a tag.");
  }
  return edits;
}
