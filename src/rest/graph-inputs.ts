import {
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLType,
  isEnumType,
  isListType,
  isNonNullType,
} from "graphql";
import { z } from "zod";
import { sentList } from "./fields.js";
import { codeName, enumSchema, scalarSchema } from "./graph-codes.js";
import { snakeCase } from "./names.js";

/** What a client may send for an input type. No default is filled in, so that what was not sent can be told. */
export const sentSchema = (type: GraphQLInputObjectType): z.ZodObject =>
  z.strictObject(
    Object.fromEntries(Object.values(type.getFields()).map((field) => [snakeCase(field.name), fieldSchema(field)])),
  );

function fieldSchema({ type, defaultValue, description }: GraphQLInputField): z.ZodType {
  const required = isNonNullType(type) && defaultValue === undefined;
  const value = valueSchema(type);
  return (required ? value : value.optional()).meta({
    description: description ?? undefined,
    ...(defaultValue !== undefined && { default: asSent(type, defaultValue) }),
  });
}

function valueSchema(type: GraphQLType, required = false): z.ZodType {
  if (isNonNullType(type)) return valueSchema(type.ofType, true);
  const schema = isListType(type)
    ? sentList(valueSchema(type.ofType))
    : isEnumType(type)
      ? enumSchema(type)
      : scalarSchema(type);
  return required ? schema : schema.nullable();
}

function asSent(type: GraphQLType, value: unknown): unknown {
  if (isNonNullType(type)) return asSent(type.ofType, value);
  return isEnumType(type) ? codeName(type, String(type.serialize(value))) : value;
}

/** What was sent, under the names that the services know. */
export const sentFields = (type: GraphQLInputObjectType, sent: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.values(type.getFields()).flatMap((field) => {
      const name = snakeCase(field.name);
      return Object.hasOwn(sent, name) ? [[field.name, asKnown(field.type, sent[name])]] : [];
    }),
  );

function asKnown(type: GraphQLType, value: unknown): unknown {
  if (isNonNullType(type)) return asKnown(type.ofType, value);
  if (isListType(type) && Array.isArray(value)) return value.map((item) => asKnown(type.ofType, item));
  if (!isEnumType(type) || value === null) return value;
  return type.getValues().find(({ name }) => codeName(type, name) === value)?.value;
}
