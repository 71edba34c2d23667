import { registerEnumType } from "type-graphql";

export enum TableKind {
  TABLE = "TABLE",
  PARTITIONED_TABLE = "PARTITIONED_TABLE",
  VIEW = "VIEW",
  MATERIALIZED_VIEW = "MATERIALIZED_VIEW",
  FOREIGN_TABLE = "FOREIGN_TABLE",
}
registerEnumType(TableKind, {
  name: "TableKind",
  description: "What kind of table it is. More kinds may come: treat an unknown one like TABLE.",
  valuesConfig: {
    TABLE: { description: "An ordinary table, which may also be a partition or inherit from another." },
    PARTITIONED_TABLE: { description: "A table whose rows are in its partitions." },
    VIEW: { description: "A view." },
    MATERIALIZED_VIEW: { description: "A materialised view." },
    FOREIGN_TABLE: { description: "A table of another server, seen through a foreign data wrapper." },
  },
});
