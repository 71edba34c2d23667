import type { EntityManager } from "typeorm";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { RunConflictPolicy } from "./run.inputs.js";

interface Candidate {
  readonly tenantId: string;
  readonly configurationId: string;
  readonly assetFqn: string;
}

/**
 * The run of the same configuration on the same asset that has not ended, where the policy asks for it. Every create
 * passes the lock, so that whoever has to see the others does: those that ask for nothing pass it together.
 */
export async function runUnderWay(
  manager: EntityManager,
  { tenantId, configurationId, assetFqn }: Candidate,
  policy: RunConflictPolicy,
): Promise<string | undefined> {
  const shared = policy === RunConflictPolicy.ALLOW ? "_shared" : "";
  await manager.query(`select pg_advisory_xact_lock${shared}(hashtextextended($1, 2))`, [
    JSON.stringify([tenantId, configurationId, assetFqn]),
  ]);
  if (policy === RunConflictPolicy.ALLOW) return undefined;
  const [run] = (await manager.query(
    `select id from workflow_run
     where tenant_id = $1 and configuration_id = $2 and asset_fqn = $3 and status in ('PENDING', 'RUNNING')
     order by id desc limit 1`,
    [tenantId, configurationId, assetFqn],
  )) as { id: string }[];
  if (run && policy === RunConflictPolicy.REJECT) {
    const message = `Run ${run.id} of this configuration is under way on this asset.`;
    throw UserErrors.one(ErrorCode.CONFLICT, message, "onConflict");
  }
  return run?.id;
}
