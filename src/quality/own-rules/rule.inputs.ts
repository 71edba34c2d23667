import {
  ArrayMaxSize,
  ArrayMinSize,
  IsInt,
  IsNumber,
  IsOptional,
  IsPositive,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
} from "class-validator";
import { Field, Float, InputType } from "type-graphql";
import { IsPostgresName } from "../../assets/services/postgres-name.js";
import { Distinct } from "../../platform/distinct.js";
import { AssetFqn } from "../../platform/scalars.js";

const MOST_COLUMNS = 32;
const MOST_VALUES = 1000;
const LONGEST_VALUE = 1000;
const LONGEST_PATTERN = 1000;
const LONGEST_CONDITION = 2000;
const LONGEST_SQL = 10_000;
const LONGEST_TEXT = 1_000_000_000;
/** A hundred years. */
const MOST_HOURS = 876_000;

@InputType({ description: "A rule about one column." })
export class DqColumnRuleInput {
  @IsPostgresName()
  @Field(() => String, { description: "Name of the column." })
  column: string;
}

@InputType({ description: "No two rows have the same values in these columns." })
export class DqUniqueRuleInput {
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_COLUMNS)
  @Distinct()
  @IsPostgresName({ each: true })
  @Field(() => [String], { description: `Names of the columns, 1 to ${MOST_COLUMNS}, each once.` })
  columns: string[];
}

@InputType({ description: "Values lie between two bounds, or beyond one. Give at least one." })
export class DqRangeRuleInput extends DqColumnRuleInput {
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_VALUE)
  @Field(() => String, {
    nullable: true,
    description: "The least value that is right, as PostgreSQL prints it, e.g. `0.5`, `2020-01-31`.",
  })
  min?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_VALUE)
  @Field(() => String, { nullable: true, description: "The greatest value that is right, in the same way." })
  max?: string | null;
}

@InputType({ description: "Texts have a number of characters between two bounds. Give at least one." })
export class DqLengthRuleInput extends DqColumnRuleInput {
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_TEXT)
  @Field(() => Float, { nullable: true, description: "The fewest characters, a whole number." })
  min?: number | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_TEXT)
  @Field(() => Float, { nullable: true, description: "The most characters, a whole number." })
  max?: number | null;
}

@InputType({ description: "Values are of a list." })
export class DqAcceptedValuesRuleInput extends DqColumnRuleInput {
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_VALUES)
  @Distinct()
  @IsString({ each: true })
  @MaxLength(LONGEST_VALUE, { each: true })
  @Field(() => [String], {
    description: `The values that are right, as PostgreSQL prints them: 1 to ${MOST_VALUES}, each once and of at most ${LONGEST_VALUE} characters.`,
  })
  values: string[];
}

@InputType({ description: "Texts match a regular expression." })
export class DqPatternRuleInput extends DqColumnRuleInput {
  @Length(1, LONGEST_PATTERN)
  @Field(() => String, {
    description: `A regular expression of PostgreSQL, e.g. \`^[A-Z]{2}-[0-9]{4}$\`; 1 to ${LONGEST_PATTERN} characters. Without ^ and $ it may match anywhere.`,
  })
  pattern: string;
}

@InputType({ description: "Values occur in columns of another table of the same database." })
export class DqReferentialRuleInput {
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_COLUMNS)
  @Distinct()
  @IsPostgresName({ each: true })
  @Field(() => [String], { description: `Names of the columns that refer, 1 to ${MOST_COLUMNS}, each once.` })
  columns: string[];

  @Field(() => AssetFqn, { description: "The table that they refer to." })
  targetFqn: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_COLUMNS)
  @Distinct()
  @IsPostgresName({ each: true })
  @Field(() => [String], { description: "Names of that table's columns, in the same order, as many." })
  targetColumns: string[];
}

@InputType({ description: "One column's value is not after another's of the same row." })
export class DqColumnOrderRuleInput {
  @IsPostgresName()
  @Field(() => String, { description: "Name of the column whose value comes first, or is the smaller one." })
  lower: string;

  @IsPostgresName()
  @Field(() => String, { description: "Name of the other column." })
  upper: string;

  @Field(() => Boolean, { defaultValue: false, description: "Whether the two may not be equal." })
  strict: boolean;
}

@InputType({ description: "The latest value is not older than a number of hours." })
export class DqFreshnessRuleInput extends DqColumnRuleInput {
  @IsNumber()
  @IsPositive()
  @Max(MOST_HOURS)
  @Field(() => Float, { description: `The greatest age in hours, above 0, at most ${MOST_HOURS}.` })
  maxAgeHours: number;
}

@InputType({ description: "The table has a number of rows between two bounds. Give at least one." })
export class DqRowCountRuleInput {
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  @Field(() => Float, { nullable: true, description: "The fewest rows, a whole number." })
  min?: number | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  @Field(() => Float, { nullable: true, description: "The most rows, a whole number." })
  max?: number | null;
}

@InputType({ description: "A condition on a row." })
export class DqRowConditionRuleInput {
  @Length(1, LONGEST_CONDITION)
  @Field(() => String, {
    description: `An SQL expression over the row's columns, by their names, that is true or false, e.g. \`rental_rate > 0 or rating = 'G'\`; 1 to ${LONGEST_CONDITION} characters. It has no subquery. Rows of which it is neither true nor false are not checked.`,
  })
  condition: string;
}

@InputType({ description: "A statement that finds what is wrong." })
export class DqSqlAssertionRuleInput {
  @Length(1, LONGEST_SQL)
  @Field(() => String, {
    description: `One SELECT that gives the table's failing rows, 1 to ${LONGEST_SQL} characters. It reads tables of the catalog, each named with its schema, by functions that change nothing.`,
  })
  sql: string;
}
