import type { GraphQLEnumType, GraphQLType } from "graphql";
import { z } from "zod";
import { kebabType, lower } from "./names.js";

/**
 * Options and outputs of the workflow types are declared once, as GraphQL types. What REST takes and answers for them is made of
 * those: the same fields in snake_case, and what is in capitals in lower case.
 */
const SCALARS: Readonly<Record<string, () => z.ZodType>> = {
  Int: () => z.int32(),
  Float: () => z.number(),
  Boolean: () => z.boolean(),
};

/** A scalar; whatever is neither a number nor a flag is a text. */
export const scalarSchema = (type: GraphQLType): z.ZodType => (SCALARS[String(type)] ?? (() => z.string()))();

export const isText = (type: GraphQLType): boolean => !Object.hasOwn(SCALARS, String(type));

/** How REST writes a member of an enum; kinds of personal data are written as in their tags, `PersonName`. */
export function codeName(type: GraphQLEnumType, name: string): string {
  if (type.name === "WorkflowType") return kebabType(name);
  return /^[A-Z\d_]+$/.test(name) ? lower(name) : name;
}

export const enumSchema = (type: GraphQLEnumType) => z.enum(type.getValues().map(({ name }) => codeName(type, name)));
