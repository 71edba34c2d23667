import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";
import { ErrorCode, UserErrors } from "../platform/errors.js";

/** A key is kept for 24 hours. */
const KEPT = "24 hours";

/** JSON with sorted keys: the same input gives the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object" && !(value instanceof Date)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

export const inputHash = (input: object): string => createHash("sha256").update(canonical(input)).digest("hex");

/**
 * Claims a key for a run, or answers the run that has it. Of several claims at once one wins; the others wait for its
 * commit and then see its run. Input that is wrong never gets here, so it does not use the key up.
 */
export async function claimKey(
  manager: EntityManager,
  claim: { tenantId: string; mutation: string; key: string; hash: string; runId: string },
): Promise<string | undefined> {
  const { tenantId, mutation, key, hash, runId } = claim;
  const keyed = [tenantId, mutation, key];
  await manager.query(
    `delete from idempotency_key where tenant_id = $1 and mutation = $2 and key = $3 and created_at < now() - interval '${KEPT}'`,
    keyed,
  );
  const claimed = (await manager.query(
    `insert into idempotency_key (tenant_id, mutation, key, input_hash, run_id, created_at) values ($1, $2, $3, $4, $5, now())
     on conflict do nothing returning run_id`,
    [...keyed, hash, runId],
  )) as unknown[];
  return claimed.length > 0 ? undefined : earlierRun(manager, tenantId, mutation, key, hash);
}

/** The run that a key was used for, if any; with other input it is a CONFLICT. */
export async function earlierRun(
  manager: EntityManager,
  tenantId: string,
  mutation: string,
  key: string,
  hash: string,
): Promise<string | undefined> {
  const [row] = (await manager.query(
    `select run_id, input_hash from idempotency_key
     where tenant_id = $1 and mutation = $2 and key = $3 and created_at >= now() - interval '${KEPT}'`,
    [tenantId, mutation, key],
  )) as { run_id: string; input_hash: string }[];
  if (row && row.input_hash !== hash) {
    throw UserErrors.one(
      ErrorCode.CONFLICT,
      "This idempotency key was used with other input: take a new one.",
      "idempotencyKey",
    );
  }
  return row?.run_id;
}
