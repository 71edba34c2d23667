import { IsInt, IsOptional, IsUUID, Max, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { OneOf } from "../../platform/one-of.js";
import { DataServiceConnectionInput } from "./connection.inputs.js";
import { IsPostgresName } from "./postgres-name.js";

/** One connection is kept for planning and tests, so a service needs two. */
const FEWEST_CONNECTIONS = 2;
const MOST_CONNECTIONS = 100;

@InputType({ description: "A data service to register." })
export class RegisterDataServiceInput {
  @IsPostgresName()
  @Field(() => String, {
    description:
      "Its name, 1 to 63 bytes, unique within the tenant. It begins the names of all its assets and can't be changed later.",
  })
  name: string;

  @Field(() => DataServiceConnectionInput, { description: "How to connect to it." })
  connection: DataServiceConnectionInput;

  @Field(() => Boolean, {
    defaultValue: true,
    description: "Whether rows may be read into the worker. Where not, profiles are computed inside the database.",
  })
  rowsMayLeave: boolean = true;

  @IsInt()
  @Min(FEWEST_CONNECTIONS)
  @Max(MOST_CONNECTIONS)
  @Field(() => Int, {
    defaultValue: 5,
    description: "How many connections runs and tests may hold to it at once, 2 to 100.",
  })
  maxConnections: number = 5;
}

@InputType({ description: "What to change of a data service; what is absent stays." })
export class UpdateDataServiceInput {
  @IsUUID()
  @Field(() => ID, { description: "The data service." })
  id: string;

  @Field(() => DataServiceConnectionInput, {
    nullable: true,
    description:
      "How to connect to it, in place of the present connection. The stored password stays unless one is given, but is never sent to another host or port or over a weaker TLS mode: then give it again.",
  })
  connection?: DataServiceConnectionInput | null;

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: "Whether rows may be read into the worker." })
  rowsMayLeave?: boolean | null;

  @IsOptional()
  @IsInt()
  @Min(FEWEST_CONNECTIONS)
  @Max(MOST_CONNECTIONS)
  @Field(() => Int, { nullable: true, description: "How many connections at once, 2 to 100." })
  maxConnections?: number | null;
}

@OneOf()
@InputType({ description: "What to test: exactly one member." })
export class TestDataServiceInput {
  @Field(() => ID, { nullable: true, description: "A registered data service, with its stored password." })
  id?: string | null;

  @Field(() => DataServiceConnectionInput, { nullable: true, description: "A connection that is not registered." })
  connection?: DataServiceConnectionInput | null;
}

@InputType({ description: "Which data service to remove, with all that is known of its assets." })
export class RemoveDataServiceInput {
  @IsUUID()
  @Field(() => ID, { description: "The data service." })
  id: string;
}
