import { registerEnumType } from "type-graphql";

/** Whether a run may look at values. */
export enum DataAccess {
  METADATA_ONLY = "METADATA_ONLY",
  SAMPLE = "SAMPLE",
}
registerEnumType(DataAccess, {
  name: "DataAccess",
  description: "Whether a run may look at values of the source.",
  valuesConfig: {
    METADATA_ONLY: { description: "Names, types, comments and keys only; no row is read." },
    SAMPLE: { description: "A sample of each table's rows too, where the rows of the service may leave it." },
  },
});
