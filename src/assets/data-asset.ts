import { Field, InterfaceType } from "type-graphql";
import type { Fqn } from "../platform/fqn.js";
import { AssetFqn } from "../platform/scalars.js";
import { AssetKind } from "./asset-kind.js";

/** What everything in the catalog has in common. Classes that implement it extend it; their fields come from here. */
@InterfaceType({
  description:
    "Something that holds data: a data service, one of its databases, a schema, a table or a column. `fqn` identifies it.",
})
export abstract class DataAsset {
  @Field(() => AssetFqn, { description: "Fully qualified name: identifies the asset within the tenant." })
  abstract readonly fqn: Fqn;

  @Field(() => String, { description: "The last part of the fully qualified name." })
  abstract name: string;

  @Field(() => AssetKind, { description: "The level of the asset." })
  abstract readonly kind: AssetKind;

  @Field(() => String, { nullable: true, description: "The source's own comment on it." })
  abstract comment: string | null;
}
