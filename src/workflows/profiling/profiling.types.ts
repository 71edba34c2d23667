import { IsBoolean, IsEnum, IsInt, IsOptional, Max, Min } from "class-validator";
import { Field, Float, InputType, Int, ObjectType } from "type-graphql";
import { ProfilingMode } from "../../assets/profile.model.js";
import { IsPostgresName } from "../../assets/services/postgres-name.js";

export const DEFAULTS = {
  profileAllDatabases: false,
  database: null as string | null,
  parallelWorkers: 10,
  sampleDataLimit: 5,
  mode: ProfilingMode.EXACT,
};

const ALL_DATABASES = "Of a service: profile all of its databases.";
const DATABASE = "Of a service: profile this database only.";
const WORKERS =
  "How much of a table's work may happen at once, 1 to 32: connections to the source, and threads. It is a bound; less is used where more would not help.";
const SAMPLES = "Sample values kept of each column, 0 to 100; 0 keeps none.";
const MODE = "How exact the profile is.";

@InputType({ description: "Options of a run that profiles tables." })
export class ProfilingParametersInput {
  @IsBoolean()
  @Field(() => Boolean, { defaultValue: DEFAULTS.profileAllDatabases, description: ALL_DATABASES })
  profileAllDatabases: boolean;

  @IsOptional()
  @IsPostgresName()
  @Field(() => String, { nullable: true, description: DATABASE })
  database?: string | null;

  @IsInt()
  @Min(1)
  @Max(32)
  @Field(() => Int, { defaultValue: DEFAULTS.parallelWorkers, description: WORKERS })
  parallelWorkers: number;

  @IsInt()
  @Min(0)
  @Max(100)
  @Field(() => Int, { defaultValue: DEFAULTS.sampleDataLimit, description: SAMPLES })
  sampleDataLimit: number;

  @IsEnum(ProfilingMode)
  @Field(() => ProfilingMode, { defaultValue: DEFAULTS.mode, description: MODE })
  mode: ProfilingMode;
}

@ObjectType({ description: "Options of a run that profiles tables." })
export class ProfilingParameters {
  @Field(() => Boolean, { description: ALL_DATABASES })
  profileAllDatabases: boolean;

  @Field(() => String, { nullable: true, description: DATABASE })
  database: string | null;

  @Field(() => Int, { description: WORKERS })
  parallelWorkers: number;

  @Field(() => Int, { description: SAMPLES })
  sampleDataLimit: number;

  @Field(() => ProfilingMode, { description: MODE })
  mode: ProfilingMode;
}

@ObjectType({ description: "What was profiled. The profiles themselves are those of the tables: `Table.profile`." })
export class ProfilingOutput {
  @Field(() => Int, { description: "Tables, views and the like that have a new profile." })
  tables: number;

  @Field(() => Int, { description: "Columns that have a new profile." })
  columns: number;

  @Field(() => Int, { description: "Columns that were left out, each with its reason in its profile." })
  columnsSkipped: number;

  @Field(() => Float, { description: "Rows of the tables." })
  rows: number;
}
