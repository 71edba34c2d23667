import { type GraphQLSchema, isInputObjectType } from "graphql";
import { getMetadataStorage } from "type-graphql";
import { ErrorCode, UserErrors } from "./errors.js";

const marked = new Set<object>();

/** Marks an input class as a @oneOf input: exactly one of its members. type-graphql itself does not know them. */
export function OneOf(): ClassDecorator {
  return (target) => {
    marked.add(target);
  };
}

/** Makes the marked inputs real @oneOf types: graphql-js then checks them, and the printed schema says so. */
export function applyOneOf(schema: GraphQLSchema): GraphQLSchema {
  for (const { target, name } of getMetadataStorage().inputTypes) {
    if (!marked.has(target)) continue;
    const type = schema.getType(name);
    if (isInputObjectType(type)) type.isOneOf = true;
  }
  return schema;
}

/** The same check for services: a router in between may have lost the directive. Answers the member's name. */
export function exactlyOne(input: object, path: readonly string[]): string {
  const members = Object.entries(input).filter(([, value]) => value != null);
  const [only] = members;
  if (members.length !== 1 || !only) {
    throw UserErrors.one(ErrorCode.VALIDATION_ERROR, `Give exactly one member, not ${members.length}.`, ...path);
  }
  return only[0];
}
