import { Length } from "class-validator";
import { Field, InputType, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "A name and a value that a client gave a run, to find it by." })
export class Label {
  @Field(() => String, { description: "Name." })
  name: string;

  @Field(() => String, { description: "Value." })
  value: string;
}

@InputType({ description: "A name and a value to find a run by." })
export class LabelInput {
  @Length(1, 63)
  @Field(() => String, { description: "Name, 1 to 63 characters." })
  name: string;

  @Length(0, 255)
  @Field(() => String, { description: "Value, at most 255 characters." })
  value: string;
}

@ObjectType({ description: "Counts of a run's tasks. They always add up: attempted = succeeded + failed + skipped." })
export class WorkflowRunProgress {
  @Field(() => Int, { nullable: true, description: "All tasks; null until the run is planned." })
  total: number | null;

  @Field(() => Int, { description: "Tasks that ended." })
  attempted: number;

  @Field(() => Int, { description: "Tasks that are done." })
  succeeded: number;

  @Field(() => Int, { description: "Tasks that failed." })
  failed: number;

  @Field(() => Int, { description: "Tasks that were skipped, each with a reason." })
  skipped: number;
}
