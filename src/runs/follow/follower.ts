import type { EntityManager } from "typeorm";
import type { WorkflowType } from "../../workflows/workflow-type.js";
import type { WorkflowRunStatus } from "../run-status.js";

/** A transition as a follower gets it. */
export interface FollowedTransition {
  readonly position: string;
  readonly runId: string;
  readonly workflowType: WorkflowType;
  readonly configurationId: string;
  readonly assetFqn: string;
  /** Of a pipeline's run and of the runs of its steps. */
  readonly pipelineRunId: string | null;
  readonly sequence: number;
  readonly from: WorkflowRunStatus | null;
  readonly to: WorkflowRunStatus;
  readonly attempt: number;
  readonly reason: string | null;
  readonly occurredAt: Date;
}

/**
 * Does what follows from runs: each transition is handed on once, in order, in the transaction that remembers how far it got.
 * What `handle` writes is therefore written once, whatever process dies. An error leaves everything as it was and is tried again.
 */
export interface Follower {
  readonly name: string;
  handle(manager: EntityManager, tenantId: string, transitions: readonly FollowedTransition[]): Promise<void>;
}

/**
 * Begins to follow a tenant's transitions, from those of the caller's transaction on; again is nothing. Call it after the
 * tenant's row is locked or before anything that has to be followed is written.
 */
export async function beginToFollow(manager: EntityManager, tenantId: string, name: string): Promise<void> {
  await manager.query(
    `insert into feed_follower (tenant_id, name, position)
     select id, $2, feed_position from tenant where id = $1 on conflict do nothing`,
    [tenantId, name],
  );
}
