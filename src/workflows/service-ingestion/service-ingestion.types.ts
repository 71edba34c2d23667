import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsOptional } from "class-validator";
import { Field, InputType, Int, ObjectType } from "type-graphql";
import { CatalogChange } from "../../assets/catalog/update/changes.js";
import { IsPostgresName } from "../../assets/services/postgres-name.js";

const DATABASES = "Only these databases; all that the role may connect to, templates left out, when absent.";
const SCHEMAS =
  "Only these schemas of each database; all but the server's own when absent. What is known of others stays.";
const MOST_NAMES = 1000;

@InputType({ description: "Options of a run that reads the catalog of a service." })
export class ServiceIngestionParametersInput {
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MOST_NAMES)
  @IsPostgresName({ each: true })
  @Field(() => [String], { nullable: true, description: DATABASES })
  databases?: string[] | null;

  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MOST_NAMES)
  @IsPostgresName({ each: true })
  @Field(() => [String], { nullable: true, description: SCHEMAS })
  schemas?: string[] | null;
}

@ObjectType({ description: "Options of a run that reads the catalog of a service." })
export class ServiceIngestionParameters {
  @Field(() => [String], { nullable: true, description: DATABASES })
  databases: string[] | null;

  @Field(() => [String], { nullable: true, description: SCHEMAS })
  schemas: string[] | null;
}

@ObjectType({ description: "What the source has, and how that differs from what the catalog knew." })
export class ServiceIngestionOutput {
  @Field(() => Int, { description: "Databases that were read." })
  databases: number;

  @Field(() => Int, { description: "Schemas that were read." })
  schemas: number;

  @Field(() => Int, { description: "Tables, views and the like that were read." })
  tables: number;

  @Field(() => Int, { description: "Columns that were read." })
  columns: number;

  @Field(() => Int, { description: "How many assets are new or back. The columns of a new table don't count." })
  added: number;

  @Field(() => Int, { description: "How many assets are described otherwise than before." })
  changed: number;

  @Field(() => Int, {
    description: "How many assets the source does not have any more. The columns of such a table don't count.",
  })
  gone: number;

  @Field(() => [CatalogChange], { description: "The differences, at most the first 1000 of each kind." })
  changes: CatalogChange[];
}
