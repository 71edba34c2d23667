import { Field, Float, ID, ObjectType } from "type-graphql";
import { UserError } from "../../platform/errors.js";
import { connectionOf } from "../../platform/paging.js";
import { DataService } from "./data-service.entity.js";

export const DataServiceConnection = connectionOf<DataService>("DataService", () => DataService);

@ObjectType({ description: "Why a connection could not be made." })
export class DataServiceTestFailure {
  @Field(() => String, { description: "Its code, e.g. SOURCE_UNREACHABLE; docs/errors.md lists them." })
  code: string;

  @Field(() => String, { description: "What is wrong, in a sentence." })
  message: string;

  @Field(() => Boolean, { description: "Whether trying again may help." })
  retryable: boolean;
}

@ObjectType({ description: "What a test of a connection found." })
export class DataServiceTest {
  @Field(() => Boolean, { description: "Whether the connection works. Where not, `failure` says why." })
  ok: boolean;

  @Field(() => DataServiceTestFailure, { nullable: true, description: "Why it does not work." })
  failure: DataServiceTestFailure | null;

  @Field(() => String, { nullable: true, description: "The server's version, e.g. 18.4." })
  serverVersion: string | null;

  @Field(() => Boolean, { nullable: true, description: "Whether the role is a superuser." })
  roleIsSuperuser: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the role may write somewhere in this database. Runs never do, whatever the role may.",
  })
  roleCanWrite: boolean | null;

  @Field(() => [String], { description: "What should be better, e.g. that a role that only reads is recommended." })
  warnings: string[];

  @Field(() => [String], { description: "The server's databases that the role may connect to, by name; 1000 at most." })
  databases: string[];

  @Field(() => Float, { nullable: true, description: "Milliseconds that one statement took, there and back." })
  latencyMs: number | null;
}

@ObjectType({ description: "Answer to registering or changing a data service." })
export class DataServicePayload {
  @Field(() => DataService, { nullable: true, description: "The data service as it is now." })
  dataService: DataService | null;

  @Field(() => [UserError], { description: "What is wrong with the input; empty when all went well." })
  userErrors: UserError[];
}

@ObjectType({ description: "Answer to testing a connection." })
export class TestDataServicePayload {
  @Field(() => DataServiceTest, { nullable: true, description: "What the test found, be it good or bad." })
  result: DataServiceTest | null;

  @Field(() => [UserError], { description: "What is wrong with the input; empty when a test was made." })
  userErrors: UserError[];
}

@ObjectType({ description: "Answer to removing a data service." })
export class RemoveDataServicePayload {
  @Field(() => ID, { nullable: true, description: "Id of the data service that was removed." })
  removedId: string | null;

  @Field(() => [UserError], { description: "What is wrong with the input; empty when it was removed." })
  userErrors: UserError[];
}
