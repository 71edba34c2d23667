import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../../platform/context.js";
import { requestContext } from "../../platform/guard.js";
import { MASK, readsData } from "../../platform/mask.js";
import { ColumnAsset } from "../catalog/column.entity.js";
import { TableAsset } from "../catalog/table.entity.js";
import { ProposedChangeKind as Kind } from "../changes/change.model.js";
import { DataAsset } from "../data-asset.js";
import { AppliedTag, Description } from "./annotation.types.js";
import { Annotations } from "./annotations.js";

type Text = Promise<Description | null>;

/** Tables and columns have annotations; what is above them has none. */
const isAnnotated = (asset: DataAsset): asset is TableAsset | ColumnAsset =>
  asset instanceof TableAsset || asset instanceof ColumnAsset;

@Resolver(() => DataAsset)
export class AssetAnnotationsResolver {
  constructor(private readonly annotations: Annotations) {}

  @FieldResolver(() => Description, {
    nullable: true,
    description: "What it holds, in words; null while nobody wrote that. The source's own words are `comment`.",
  })
  async description(@Root() asset: DataAsset, @Ctx() ctx: GraphQLContext): Text {
    return isAnnotated(asset) ? this.annotations.text(requestContext(ctx), asset.id, Kind.DESCRIPTION) : null;
  }

  @FieldResolver(() => [AppliedTag], { description: "Its tags, by name." })
  async tags(@Root() asset: DataAsset, @Ctx() ctx: GraphQLContext): Promise<AppliedTag[]> {
    return isAnnotated(asset) ? this.annotations.tags(requestContext(ctx), asset.id) : [];
  }
}

@Resolver(() => TableAsset)
export class TableAnnotationsResolver {
  constructor(private readonly annotations: Annotations) {}

  @FieldResolver(() => Description, { nullable: true, description: "A name for people." })
  displayName(@Root() { id }: TableAsset, @Ctx() ctx: GraphQLContext): Text {
    return this.annotations.text(requestContext(ctx), id, Kind.DISPLAY_NAME);
  }

  @FieldResolver(() => Description, { nullable: true, description: "What it means to the business." })
  businessDefinition(@Root() { id }: TableAsset, @Ctx() ctx: GraphQLContext): Text {
    return this.annotations.text(requestContext(ctx), id, Kind.BUSINESS_DEFINITION);
  }

  @FieldResolver(() => Description, { nullable: true, description: "The part of the business that it belongs to." })
  domain(@Root() { id }: TableAsset, @Ctx() ctx: GraphQLContext): Text {
    return this.annotations.text(requestContext(ctx), id, Kind.DOMAIN);
  }

  @FieldResolver(() => Description, { nullable: true, description: "What one row stands for." })
  grain(@Root() { id }: TableAsset, @Ctx() ctx: GraphQLContext): Text {
    return this.annotations.text(requestContext(ctx), id, Kind.GRAIN);
  }

  @FieldResolver(() => Description, { nullable: true, description: "How it hangs together with other tables." })
  relations(@Root() { id }: TableAsset, @Ctx() ctx: GraphQLContext): Text {
    return this.annotations.text(requestContext(ctx), id, Kind.RELATIONS);
  }
}

@Resolver(() => ColumnAsset)
export class ColumnAnnotationsResolver {
  constructor(private readonly annotations: Annotations) {}

  @FieldResolver(() => Description, { nullable: true, description: "A name for people." })
  displayName(@Root() { id }: ColumnAsset, @Ctx() ctx: GraphQLContext): Text {
    return this.annotations.text(requestContext(ctx), id, Kind.DISPLAY_NAME);
  }

  @FieldResolver(() => Description, { nullable: true, description: "What it means to the business." })
  businessDefinition(@Root() { id }: ColumnAsset, @Ctx() ctx: GraphQLContext): Text {
    return this.annotations.text(requestContext(ctx), id, Kind.BUSINESS_DEFINITION);
  }

  @FieldResolver(() => Description, { nullable: true, description: "What kind of thing its values are." })
  semanticType(@Root() { id }: ColumnAsset, @Ctx() ctx: GraphQLContext): Text {
    return this.annotations.text(requestContext(ctx), id, Kind.SEMANTIC_TYPE);
  }

  @FieldResolver(() => Description, { nullable: true, description: "The unit of its numbers." })
  unit(@Root() { id }: ColumnAsset, @Ctx() ctx: GraphQLContext): Text {
    return this.annotations.text(requestContext(ctx), id, Kind.UNIT);
  }

  @FieldResolver(() => Description, {
    nullable: true,
    description: "What its codes stand for; the text is masked without the scope data:read.",
  })
  async coding(@Root() { id }: ColumnAsset, @Ctx() ctx: GraphQLContext): Text {
    const coding = await this.annotations.text(requestContext(ctx), id, Kind.CODING);
    return coding && { ...coding, text: readsData(ctx) ? coding.text : MASK };
  }

  @FieldResolver(() => [AppliedTag], {
    description: "Those of its tags that name the dimensions of quality that matter for it, `DataQuality.…`.",
  })
  async dqTags(@Root() { id }: ColumnAsset, @Ctx() ctx: GraphQLContext): Promise<AppliedTag[]> {
    const tags = await this.annotations.tags(requestContext(ctx), id);
    return tags.filter(({ name }) => name.startsWith("DataQuality."));
  }
}
