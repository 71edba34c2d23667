import { type GraphQLObjectType, type GraphQLType, isEnumType, isListType, isNonNullType, isObjectType } from "graphql";
import { getMetadataStorage } from "type-graphql";
import { z } from "zod";
import type { RequestContext } from "../platform/context.js";
import { isMasked, masked } from "../platform/mask.js";
import { codeName, enumSchema, isText, scalarSchema } from "./graph-codes.js";
import { lower, snakeCase } from "./names.js";

/** Texts that hold a member of an enum. */
const CODES_IN_TEXTS = new Set(["RunAllEnrichmentStep.status"]);

/** Each has one name in the document, and so one schema. */
const objects = new WeakMap<GraphQLObjectType, z.ZodType>();

/** What a value of a GraphQL type looks like in an answer. */
export function answerSchema(type: GraphQLType, required = false): z.ZodType {
  if (isNonNullType(type)) return answerSchema(type.ofType, true);
  const schema = presentSchema(type);
  return required ? schema : schema.nullable();
}

function presentSchema(type: GraphQLType): z.ZodType {
  if (isListType(type)) return z.array(answerSchema(type.ofType));
  if (isEnumType(type)) return enumSchema(type);
  if (!isObjectType(type)) return scalarSchema(type);
  const known = objects.get(type);
  if (known) return known;
  const shape = Object.values(type.getFields()).map((field) => [
    snakeCase(field.name),
    answerSchema(field.type).meta({ description: field.description ?? undefined }),
  ]);
  const schema = z
    .object(Object.fromEntries(shape))
    .meta({ id: type.name, description: type.description ?? undefined });
  objects.set(type, schema);
  return schema;
}

/** A value of the type as it is answered, masked where the type is. */
export function answerOf(type: GraphQLType, value: unknown, ctx: RequestContext): unknown {
  if (isNonNullType(type)) return answerOf(type.ofType, value, ctx);
  if (value === null || value === undefined) return null;
  if (isListType(type)) return (value as unknown[]).map((item) => answerOf(type.ofType, item, ctx));
  if (isEnumType(type)) return codeName(type, String(type.serialize(value)));
  if (isObjectType(type)) return objectOf(type, value as Record<string, unknown>, ctx);
  if (value instanceof Date) return value.toISOString();
  return isText(type) ? String(value) : value;
}

function objectOf(type: GraphQLObjectType, value: Record<string, unknown>, ctx: RequestContext) {
  const owner = getMetadataStorage().objectTypes.find(({ name }) => name === type.name)!.target as never;
  const fields = Object.values(type.getFields()).map((field) => {
    const shown = isMasked(owner, field.name) ? masked(value[field.name], ctx) : value[field.name];
    const answer = answerOf(field.type, shown, ctx);
    const isCode = typeof answer === "string" && CODES_IN_TEXTS.has(`${type.name}.${field.name}`);
    return [snakeCase(field.name), isCode ? lower(answer) : answer];
  });
  return Object.fromEntries(fields);
}
