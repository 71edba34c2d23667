import type { Logger } from "pino";
import type { EntityManager } from "typeorm";
import { CodedFailure } from "../platform/coded-failure.js";
import type { Fqn } from "../platform/fqn.js";
import type { WorkflowCategory, WorkflowType } from "./workflow-type.js";

export type { AssetLevel } from "../assets/asset-kind.js";

import type { AssetLevel } from "../assets/asset-kind.js";

/** One unit of work of a run, a job of its own: usually one table. */
export interface PlannedTask {
  readonly target: Fqn;
  /** The data service whose connections the task uses. */
  readonly serviceId: string;
  /** How many connections to the source it holds at most; admission keeps their sum under the service's cap. */
  readonly connections: number;
  /** Estimated rows, for the plan that a client may ask for. */
  readonly estimatedRows?: number;
}

/** Runs `work` in one transaction of our own database, scoped to the run's tenant. */
export type Transact = <T>(work: (manager: EntityManager) => Promise<T>) => Promise<T>;

export interface PlanContext<P> {
  readonly tenantId: string;
  readonly runId: string;
  readonly asset: Fqn;
  readonly parameters: P;
  /** Whether results are saved; where not, they are computed and kept with the run only. */
  readonly saveAll: boolean;
  readonly transact: Transact;
  readonly signal: AbortSignal;
}

export interface ExecuteContext<P> extends PlanContext<P> {
  readonly taskId: string;
  readonly target: Fqn;
  readonly log: Logger;
  /** 0 to 1; coalesced and shown as the task's progress. */
  progress(share: number): void;
}

/** How a task ended well: with a result that is kept, or skipped for a reason. A failure is thrown as a TaskFailure. */
export type TaskOutcome =
  | {
      readonly status: "SUCCEEDED";
      readonly result: object /** Written in the transaction that completes the task. */;
      save?(manager: EntityManager): Promise<void>;
    }
  | { readonly status: "SKIPPED"; readonly reason: string };

export interface FinishContext<P> extends PlanContext<P> {
  /** In the transaction that completes the run. */
  readonly manager: EntityManager;
  readonly counts: {
    readonly total: number;
    readonly succeeded: number;
    readonly failed: number;
    readonly skipped: number;
  };
  /** The results of the tasks that succeeded, in plan order. */
  results(): AsyncIterable<{ readonly target: string; readonly result: object }>;
}

/** A step of a workflow type that runs others. */
export interface PipelineStep<P extends object = object> {
  readonly type: WorkflowType;
  /** Steps before it that must have ended well: where one did not, this one is cancelled. */
  readonly dependsOn: readonly WorkflowType[];
  /** Steps before it that must have ended, however they ended. */
  readonly waitsFor: readonly WorkflowType[];
  /** It measures what those change that it waits for: it is done anew where one of them is. */
  readonly measures?: true;
  /** Options that its run gets from the pipeline's, over those of its own configuration. */
  options(asset: Fqn, parameters: P, own: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** What came of a step: what `finish` of a workflow type that runs others gets as results, in order. */
export interface PipelineStepResult {
  readonly workflowType: WorkflowType;
  /** The status that its run ended with; null where the step was left out. */
  readonly status: string | null;
  readonly workflowRunId: string | null;
  readonly reused: boolean;
  readonly leftOutReason: string | null;
  /** Counts of its run's tasks. */
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
}

interface CompletedRun {
  readonly tenantId: string;
  readonly runId: string;
}

/** What came of saving a run's results, or of taking them away. */
export interface WholeOutcome {
  readonly profiles: number;
  readonly metricsMarkedStale: number;
}

/** Results that people decide on as a whole, in the transaction of the decision. */
export interface WholeResults {
  /** Saves what the run has not saved itself. */
  save(manager: EntityManager, run: CompletedRun): Promise<WholeOutcome>;
  /** Takes it away again, so that it can be saved once more. */
  takeBack(manager: EntityManager, run: CompletedRun): Promise<WholeOutcome>;
}

/** What a task throws when it can't do its work. What a source refuses comes as a SourceError by itself. */
export class TaskFailure extends CodedFailure {}

/** A workflow type is one folder with an object of this shape, and one line in registry.ts. */
export interface Workflow<P extends object = object, O extends object = object> {
  readonly type: WorkflowType;
  readonly category: WorkflowCategory;
  readonly name: string;
  readonly description: string;
  /** The levels of assets that it takes. */
  readonly levels: readonly AssetLevel[];
  /** Its options where neither configuration nor run says otherwise. */
  readonly defaults: Record<string, unknown>;
  /** The member of `WorkflowParametersInput`, e.g. `profiling`. */
  readonly member: string;
  /** Class of the input with its defaults and class-validator rules; also what the stored parameters are read into. */
  readonly parametersInput: new () => P;
  /** Output types for the unions. */
  readonly parametersType: new () => object;
  readonly outputType: new () => O;
  /** Whether the asset must be in the catalog already (all but ingestion). */
  readonly needsCatalog: boolean;
  /** What of the asset the options narrow the run to, and the option that does: it must be in the catalog too. */
  narrowed?(asset: Fqn, parameters: P): readonly { readonly fqn: Fqn; readonly option: string }[];
  /** The asset of a run where neither the request nor its configuration names one, as the options have it; null for none. */
  assetOf?(parameters: P): string | null;
  /** Throws UserErrors where a client did not say what it has to. As a step of a pipeline the type does without. */
  checkGiven?(parameters: P): void;
  /** What of a completed run is decided on: its proposed changes, or its results as a whole. Nothing where it is absent. */
  readonly approval?: "CHANGES" | WholeResults;
  /** Throws UserErrors where asset and options don't go together. */
  check?(asset: Fqn, parameters: P): void;
  /**
   * Of a type that runs others: its steps, none before one that it depends on or waits for. It has no tasks then: `plan`
   * only says what its steps would work on, and `finish` gets PipelineStepResults.
   */
  readonly steps?: readonly PipelineStep<P>[];
  plan(context: PlanContext<P>): Promise<PlannedTask[]>;
  execute(context: ExecuteContext<P>): Promise<TaskOutcome>;
  finish(context: FinishContext<P>): Promise<O>;
}
