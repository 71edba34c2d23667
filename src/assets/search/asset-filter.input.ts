import { ArrayMaxSize, IsOptional, Length } from "class-validator";
import { Field, InputType } from "type-graphql";
import { AssetFqn } from "../../platform/scalars.js";

const MOST_TAGS = 20;

@InputType({ description: "Which tables to find: those for which all that is given holds." })
export class AssetFilter {
  @IsOptional()
  @Field(() => AssetFqn, {
    nullable: true,
    description: "In this data service, database or schema.",
  })
  under?: string | null;

  @IsOptional()
  @ArrayMaxSize(MOST_TAGS)
  @Length(1, 100, { each: true })
  @Field(() => [String], {
    nullable: true,
    description: `Each of these tags, at most ${MOST_TAGS}, is on the table or on one of its columns, e.g. \`PII.Email\`, \`Sensitivity.Confidential\`.`,
  })
  tags?: string[] | null;

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: "It or one of its columns has a tag `PII.…`; false: none has." })
  piiTagged?: boolean | null;

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: "It has a description of its own; false: it has none. The source's comment is no description.",
  })
  described?: boolean | null;

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: "It has an active rule of data quality; false: it has none." })
  hasDqRules?: boolean | null;

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: "A rule of it is violated; false: none is." })
  hasOpenViolations?: boolean | null;

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: "It or one of its columns has pending changes; false: none has.",
  })
  requiresApproval?: boolean | null;
}
