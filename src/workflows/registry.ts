import type { Workflow } from "./contract.js";
import { defineWorkflowTypes, type WorkflowType } from "./workflow-type.js";

/** All workflow types that this process knows. */
export class WorkflowRegistry {
  private readonly byType: ReadonlyMap<WorkflowType, Workflow>;

  constructor(readonly all: readonly Workflow[]) {
    defineWorkflowTypes(all);
    this.byType = new Map(all.map((workflow) => [workflow.type, workflow]));
  }

  /** Undefined for a type that a newer version brought along. */
  find(type: WorkflowType): Workflow | undefined {
    return this.byType.get(type);
  }

  get(type: WorkflowType): Workflow {
    const workflow = this.find(type);
    if (!workflow) throw new Error(`No workflow of type ${type}.`);
    return workflow;
  }

  /** Stored options as the class that the union of the API knows; what they leave open is the workflow's default. */
  parametersOf(type: WorkflowType, stored: Record<string, unknown>): object {
    const { parametersType, defaults } = this.get(type);
    return Object.assign(new parametersType(), defaults, stored);
  }

  /** A stored output as the class that the union of the API knows. */
  outputOf(type: WorkflowType, stored: object): object {
    return Object.assign(new (this.get(type).outputType)(), stored);
  }
}
