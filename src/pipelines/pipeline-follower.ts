import type { Logger } from "pino";
import type { EntityManager, QueryFailedError } from "typeorm";
import type { Queue } from "../platform/queue.js";
import type { FollowedTransition, Follower } from "../runs/follow/follower.js";
import { isFinal } from "../runs/run-status.js";
import type { WorkflowRegistry } from "../workflows/registry.js";
import { advance } from "./advance.js";
import { giveUp } from "./give-up.js";
import { type LockedPipeline, lockPipelines } from "./locked-pipelines.js";
import { PIPELINES } from "./pipeline-writer.js";

/** Classes of SQLSTATE that trying again may mend: deadlocks, resources, locks, interventions. */
const PASSING = /^(40|53|55|57)/;

/**
 * Drives pipelines: looks at one whenever it was made or one of its runs has ended, and does what its state asks for. All
 * is in the transaction that remembers the transition as followed, so whatever process dies, nothing is lost or done twice.
 */
export class PipelineFollower implements Follower {
  readonly name = PIPELINES;

  constructor(
    private readonly parts: { readonly queue: Queue; readonly workflows: WorkflowRegistry },
    private readonly log: Logger,
  ) {}

  async handle(manager: EntityManager, tenantId: string, transitions: readonly FollowedTransition[]): Promise<void> {
    const ids = transitions
      .filter(({ from, to }) => from === null || isFinal(to))
      .flatMap(({ pipelineRunId }) => pipelineRunId ?? []);
    if (ids.length === 0) return;
    for (const pipeline of await lockPipelines(manager, tenantId, [...new Set(ids)])) {
      await this.advanceOrGiveUp(manager, pipeline);
    }
  }

  /** A pipeline that can't go on ends, rather than holding up all the others of its tenant. */
  private async advanceOrGiveUp(manager: EntityManager, pipeline: LockedPipeline): Promise<void> {
    try {
      await manager.transaction((inner) => advance(inner, this.parts, pipeline));
    } catch (error) {
      if (PASSING.test((error as QueryFailedError<Error & { code?: string }>).driverError?.code ?? "")) throw error;
      this.log.error({ err: error, pipelineRunId: pipeline.id }, "a pipeline can't go on");
      await giveUp(manager, pipeline);
    }
  }
}
