import type { Workflow } from "./contract.js";
import type { WorkflowType } from "./workflow-type.js";

/** All workflow types that this process knows. */
export class WorkflowRegistry {
  private readonly byType: ReadonlyMap<WorkflowType, Workflow>;

  constructor(readonly all: readonly Workflow[]) {
    this.byType = new Map(all.map((workflow) => [workflow.type, workflow]));
  }

  get(type: WorkflowType): Workflow {
    const workflow = this.byType.get(type);
    if (!workflow) throw new Error(`No workflow of type ${type}.`);
    return workflow;
  }
}
