import { ArrayMaxSize, IsOptional } from "class-validator";
import { Field, InputType } from "type-graphql";
import { AssetFqn } from "../../platform/scalars.js";
import { IsPersonsText } from "./persons-text.js";
import { IsTagName, TAG_FORM } from "./tag-name.js";

const MOST_TAGS = 50;
const NAME = { longest: 255, lines: "one" } as const;
const TEXT = { longest: 2000, lines: "many" } as const;
const UP_TO_NAME = "One line of at most 255 characters; null takes it away.";
const UP_TO_TEXT = "At most 2000 characters; null takes it away.";

/** What a person may say of tables and columns alike. */
@InputType()
export abstract class AssetEditInput {
  @IsOptional()
  @IsPersonsText(TEXT)
  @Field(() => String, { nullable: true, description: `What it holds, in words. ${UP_TO_TEXT}` })
  description?: string | null;

  @IsOptional()
  @IsPersonsText(NAME)
  @Field(() => String, { nullable: true, description: `A name for people. ${UP_TO_NAME}` })
  displayName?: string | null;

  @IsOptional()
  @IsPersonsText(TEXT)
  @Field(() => String, { nullable: true, description: `What it means to the business. ${UP_TO_TEXT}` })
  businessDefinition?: string | null;

  @IsOptional()
  @ArrayMaxSize(MOST_TAGS)
  @IsTagName({ each: true })
  @Field(() => [String], {
    nullable: true,
    description: `Tags to put on it, at most ${MOST_TAGS}: ${TAG_FORM}. One that is there already becomes a person's.`,
  })
  addTags?: string[] | null;

  @IsOptional()
  @ArrayMaxSize(MOST_TAGS)
  @IsTagName({ each: true })
  @Field(() => [String], {
    nullable: true,
    description: `Tags that it does not have, at most ${MOST_TAGS}: they go where they are there, and no run puts them on later.`,
  })
  removeTags?: string[] | null;
}

@InputType({ description: "What a person says of a table: it outranks what runs find. What is absent stays." })
export class UpdateTableInput extends AssetEditInput {
  @Field(() => AssetFqn, { description: "The table, e.g. `PostgreSQL.dvdrental.public.film`." })
  fqn: string;

  @IsOptional()
  @IsPersonsText(NAME)
  @Field(() => String, { nullable: true, description: `The part of the business that it belongs to. ${UP_TO_NAME}` })
  domain?: string | null;

  @IsOptional()
  @IsPersonsText(NAME)
  @Field(() => String, { nullable: true, description: `What one row stands for. ${UP_TO_NAME}` })
  grain?: string | null;

  @IsOptional()
  @IsPersonsText(TEXT)
  @Field(() => String, { nullable: true, description: `How it hangs together with other tables. ${UP_TO_TEXT}` })
  relations?: string | null;
}

@InputType({ description: "What a person says of a column: it outranks what runs find. What is absent stays." })
export class UpdateColumnInput extends AssetEditInput {
  @Field(() => AssetFqn, { description: "The column, e.g. `PostgreSQL.dvdrental.public.film.title`." })
  fqn: string;

  @IsOptional()
  @IsPersonsText(NAME)
  @Field(() => String, { nullable: true, description: `What kind of thing its values are. ${UP_TO_NAME}` })
  semanticType?: string | null;

  @IsOptional()
  @IsPersonsText(NAME)
  @Field(() => String, { nullable: true, description: `The unit of its numbers. ${UP_TO_NAME}` })
  unit?: string | null;

  @IsOptional()
  @IsPersonsText(TEXT)
  @Field(() => String, { nullable: true, description: `What its codes stand for. ${UP_TO_TEXT}` })
  coding?: string | null;
}
