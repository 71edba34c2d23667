import { registerEnumType } from "type-graphql";

/** The levels of a fully qualified name. */
export enum AssetKind {
  SERVICE = "SERVICE",
  DATABASE = "DATABASE",
  SCHEMA = "SCHEMA",
  TABLE = "TABLE",
  COLUMN = "COLUMN",
}
registerEnumType(AssetKind, {
  name: "AssetKind",
  description: "The level of an asset.",
  valuesConfig: {
    SERVICE: { description: "A data service: a server." },
    DATABASE: { description: "A database of a service." },
    SCHEMA: { description: "A schema of a database." },
    TABLE: { description: "A table or view of a schema." },
    COLUMN: { description: "A column of a table." },
  },
});

export type AssetLevel = `${AssetKind}`;
