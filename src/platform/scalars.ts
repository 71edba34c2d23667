import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import { GraphQLDateTime } from "graphql-scalars";
import { type Fqn, formatFqn, parseFqn } from "./fqn.js";

const text = (value: unknown, name: string): string => {
  if (typeof value !== "string") throw new GraphQLError(`${name} is a string.`);
  return value;
};

/** An opaque place in a list. */
export const Cursor = new GraphQLScalarType({
  name: "Cursor",
  description:
    "An opaque place in a list or stream. Give back what you were given; it holds for the same list and tenant only.",
  serialize: (value) => String(value),
  parseValue: (value) => text(value, "Cursor"),
  parseLiteral: (node) => text(node.kind === Kind.STRING ? node.value : undefined, "Cursor"),
});

/** Stays a string at the edge; services parse it, so that a malformed name is a UserError with its path. */
export const AssetFqn = new GraphQLScalarType({
  name: "AssetFqn",
  description:
    "Fully qualified name of an asset: service[.database[.schema[.table[.column]]]], e.g. `PostgreSQL.dvdrental.public.film`. A part that holds a dot or a double quote is written in double quotes, a quote doubled.",
  serialize: (value) => (typeof value === "string" ? formatFqn(parseFqn(value)) : formatFqn(value as Fqn)),
  parseValue: (value) => text(value, "AssetFqn"),
  parseLiteral: (node) => text(node.kind === Kind.STRING ? node.value : undefined, "AssetFqn"),
});

/** Stays text at the edge; services parse it, so that a wrong number is a UserError with its path. */
export const Decimal = new GraphQLScalarType({
  name: "Decimal",
  description:
    "An exact decimal in plain digits, e.g. `0.333333333333`. It is answered as a string; a number is taken too, but a string is the safe way to send more digits than a double holds.",
  serialize: (value) => String(value),
  parseValue: (value) => (typeof value === "number" ? String(value) : text(value, "Decimal")),
  parseLiteral: (node) =>
    text(
      node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : undefined,
      "Decimal",
    ),
});

export const DateTime = GraphQLDateTime;
