import { Field, ObjectType } from "type-graphql";

@ObjectType("WorkflowRunFailure", { description: "Why a run or a task failed." })
export class Failure {
  @Field(() => String, { description: "A code, e.g. SOURCE_UNREACHABLE; docs/errors.md lists them." })
  code: string;

  @Field(() => String, { description: "What happened, without data of the source." })
  message: string;

  @Field(() => Boolean, { description: "Whether trying again may help." })
  retryable: boolean;
}
