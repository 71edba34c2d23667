import { createUnionType, Field, InputType } from "type-graphql";
import { OneOf } from "../platform/one-of.js";
import type { Workflow } from "./contract.js";
import { defineWorkflowTypes } from "./workflow-type.js";

/** One member for each workflow type; they are added by `defineParameterMembers`, from the registry. */
@OneOf()
@InputType({ description: "Options of a run. Exactly one member: the one of the configuration's workflow type." })
export class WorkflowParametersInput {
  [member: string]: object | undefined;
}

let known: readonly Workflow[] = [];

/** Makes the input's members and the unions' types of the workflows; called once, before the schema is built. */
export function defineParameterMembers(workflows: readonly Workflow[]): void {
  if (known.length > 0) return;
  known = workflows;
  defineWorkflowTypes(workflows);
  for (const { member, name, parametersInput } of workflows) {
    const options = { nullable: true, description: `Options of the workflow type ${name}.` };
    Field(() => parametersInput, options)(WorkflowParametersInput.prototype, member);
  }
}

const tagged = (value: object, classes: (new () => object)[]) => {
  const found = classes.find((type) => value instanceof type);
  if (!found) throw new Error("A value of no known workflow type.");
  return found.name;
};

export const WorkflowParameters = createUnionType({
  name: "WorkflowParameters",
  description: "The options of a run: definition, configuration and the run's own, laid over each other.",
  types: () => known.map((workflow) => workflow.parametersType) as [new () => object],
  resolveType: (value: object) =>
    tagged(
      value,
      known.map((workflow) => workflow.parametersType),
    ),
});

export const WorkflowOutput = createUnionType({
  name: "WorkflowOutput",
  description: "What a run found, by workflow type.",
  types: () => known.map((workflow) => workflow.outputType) as [new () => object],
  resolveType: (value: object) =>
    tagged(
      value,
      known.map((workflow) => workflow.outputType),
    ),
});
