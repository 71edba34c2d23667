import { IsBoolean } from "class-validator";
import { Field, InputType, Int, ObjectType } from "type-graphql";
import { MaskedWithoutDataRead } from "../../platform/mask.js";
import { AssetFqn } from "../../platform/scalars.js";
import { DqRuleKind } from "../../quality/rule.model.js";
import { LANGUAGE_MODEL, LanguageModelUse } from "../language-model/model-use.js";

export const DEFAULTS = { useValidation: true };

const DESCRIPTION = "Options of a run that proposes data quality rules.";
const USE_VALIDATION =
  "Check each rule before it is proposed: its SQL is parsed (one SELECT of catalogued tables, no side effects), planned and run by the source under its limits. Rules that fail are dropped and reported.";

@InputType({ description: DESCRIPTION })
export class GenerateDqRulesParametersInput {
  @IsBoolean()
  @Field(() => Boolean, { defaultValue: DEFAULTS.useValidation, description: USE_VALIDATION })
  useValidation: boolean;
}

@ObjectType({ description: DESCRIPTION })
export class GenerateDqRulesParameters {
  @Field(() => Boolean, { description: USE_VALIDATION })
  useValidation: boolean;
}

@ObjectType({ description: "How many rules of a kind were proposed." })
export class DqRuleKindCount {
  @Field(() => DqRuleKind, { description: "The kind." })
  kind: DqRuleKind;

  @Field(() => Int, { description: "Rules of it." })
  rules: number;
}

@ObjectType({ description: "A rule that was not proposed, since it did not stand the check." })
export class DroppedDqRule {
  @Field(() => AssetFqn, { description: "The table that it would have been about." })
  targetFqn: string;

  @MaskedWithoutDataRead()
  @Field(() => String, { description: "What it would have asked for; masked without the scope data:read." })
  name: string;

  @Field(() => String, { description: "Why it was dropped, in words; holds no value of the data." })
  reason: string;
}

@ObjectType({ description: "The rules that were proposed. The rules themselves are the run's proposed changes." })
export class GenerateDqRulesOutput {
  @Field(() => Int, { description: "Tables that were looked at." })
  tables: number;

  @Field(() => Int, { description: "Tables of which no rule was proposed, e.g. since they have hardly a row." })
  tablesWithoutRules: number;

  @Field(() => Int, {
    description: "Columns that were left out: unreadable ones, and those beyond the first 300 of a table.",
  })
  columnsSkipped: number;

  @Field(() => Int, { description: "Rules that were proposed." })
  rules: number;

  @Field(() => [DqRuleKindCount], {
    description: "The same by kind, by name of the kind; kinds without a rule are left out.",
  })
  rulesByKind: DqRuleKindCount[];

  @Field(() => Boolean, { description: "Whether each rule was checked before it was proposed." })
  validated: boolean;

  @Field(() => Int, { description: "Rules that were dropped." })
  droppedCount: number;

  @Field(() => [DroppedDqRule], { description: "The first of them, at most 100, by table; of one table at most 20." })
  dropped: DroppedDqRule[];

  @Field(() => LanguageModelUse, { nullable: true, description: LANGUAGE_MODEL })
  languageModel: LanguageModelUse | null;
}
