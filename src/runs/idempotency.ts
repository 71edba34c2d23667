import type { EntityManager } from "typeorm";
import { ErrorCode, UserErrors } from "../platform/errors.js";

/** How long a key is kept; the pruner takes older ones away. */
export const KEY_KEPT = "24 hours";

export interface KeyUse {
  readonly tenantId: string;
  readonly mutation: string;
  readonly key: string;
  readonly hash: string;
}

/**
 * The run that a key was used for, if any; with other input it is a CONFLICT. Holds the key until the transaction ends:
 * of several uses at once one goes on, and the others wait and then see its run.
 */
export async function runOfKey(manager: EntityManager, use: KeyUse): Promise<string | undefined> {
  const { tenantId, mutation, key, hash } = use;
  await manager.query("select pg_advisory_xact_lock(hashtextextended($1, 3))", [
    JSON.stringify([tenantId, mutation, key]),
  ]);
  const [row] = (await manager.query(
    `select run_id, input_hash from idempotency_key
     where tenant_id = $1 and mutation = $2 and key = $3 and created_at >= now() - interval '${KEY_KEPT}'`,
    [tenantId, mutation, key],
  )) as { run_id: string; input_hash: string }[];
  if (row && row.input_hash !== hash) {
    const message = "This idempotency key was used with other input: take a new one.";
    throw UserErrors.one(ErrorCode.CONFLICT, message, "idempotencyKey");
  }
  return row?.run_id;
}

/** Keeps what came of a key. Input that is wrong never gets here, so it does not use the key up. */
export async function rememberKey(manager: EntityManager, use: KeyUse, runId: string): Promise<void> {
  await manager.query(
    `insert into idempotency_key (tenant_id, mutation, key, input_hash, run_id, created_at) values ($1, $2, $3, $4, $5, now())
     on conflict (tenant_id, mutation, key) do update
     set input_hash = excluded.input_hash, run_id = excluded.run_id, created_at = excluded.created_at`,
    [use.tenantId, use.mutation, use.key, use.hash, runId],
  );
}
