import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf } from "../platform/paging.js";
import { AssetFqn } from "../platform/scalars.js";
import { WorkflowType } from "../workflows/workflow-type.js";

@ObjectType({ description: "A task that a run would have: usually one table." })
export class WorkflowRunPlanTask {
  @Field(() => Int, { description: "Its place in the plan, from 1." })
  ordinal: number;

  @Field(() => AssetFqn, { description: "What it would be about." })
  targetFqn: string;

  @Field(() => Float, { nullable: true, description: "Rows that the catalog expects; null where it does not know." })
  estimatedRows: number | null;

  @Field(() => Int, { description: "Connections to the source that it would hold at most." })
  connections: number;
}

export const WorkflowRunPlanTaskConnection = connectionOf("WorkflowRunPlanTask", () => WorkflowRunPlanTask);

export enum WorkflowRunStep {
  PLAN = "PLAN",
  TASKS = "TASKS",
  FINISH = "FINISH",
}
registerEnumType(WorkflowRunStep, {
  name: "WorkflowRunStep",
  description: "A step of a run.",
  valuesConfig: {
    PLAN: { description: "Finds out which tasks there are." },
    TASKS: { description: "Works on the tasks, several at a time." },
    FINISH: { description: "Makes the output of what the tasks found, and ends the run." },
  },
});

@ObjectType({ description: "A step that a run would take." })
export class WorkflowRunPlanStep {
  @Field(() => WorkflowRunStep, { description: "Which step." })
  step: WorkflowRunStep;

  @Field(() => String, { description: "What it would do, in a sentence." })
  description: string;
}

@ObjectType({ description: "What a run would do." })
export class WorkflowRunPlan {
  @Field(() => WorkflowType, { description: "What the run would do." })
  workflowType: WorkflowType;

  @Field(() => AssetFqn, { description: "The asset that it would work on." })
  assetFqn: string;

  @Field(() => Int, { description: "How many tasks it would have." })
  totalTasks: number;

  @Field(() => Float, { nullable: true, description: "Rows of all tasks together, as far as the catalog knows them." })
  estimatedRows: number | null;

  @Field(() => [WorkflowRunPlanStep], { description: "The steps, in order." })
  steps: WorkflowRunPlanStep[];

  /** Shown as a typed union and as a page by the field resolvers. */
  parameters: Record<string, unknown>;
  tasks: WorkflowRunPlanTask[];
}
