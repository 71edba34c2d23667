import type { EntityManager } from "typeorm";
import type { Database } from "../../platform/database.js";
import type { KeyRing } from "../../platform/keys.js";
import { SourceError } from "../../sources/source-error.js";
import { openPassword, sealPassword } from "./sealed-password.js";

const BATCH = 100;

interface Row {
  readonly id: string;
  readonly sealedPassword: Buffer;
  readonly keyId: string;
}

export interface Resealed {
  readonly resealed: number;
  /** Sealed by a key that is not among the present ones: they stay as they are. */
  readonly unreadable: number;
}

/**
 * Seals every stored password with the newest key: after it, the older keys can be dropped. Any number of processes may
 * start at once: each takes the rows that no other holds, and what one has sealed the others leave alone.
 */
export async function resealPasswords(database: Database, keys: KeyRing): Promise<Resealed> {
  const total = { resealed: 0, unreadable: 0 };
  let after: string | undefined = "00000000-0000-0000-0000-000000000000";
  while (after) {
    const start: string = after;
    after = await database.system((manager) => resealBatch(manager, keys, start, total));
  }
  return total;
}

/** Answers the last id of the batch; undefined when there is no more. */
async function resealBatch(
  manager: EntityManager,
  keys: KeyRing,
  after: string,
  total: { resealed: number; unreadable: number },
): Promise<string | undefined> {
  const rows = (await manager.query(
    `select id, sealed_password as "sealedPassword", key_id as "keyId" from data_service
     where id > $1 and key_id <> $2 order by id limit ${BATCH} for update skip locked`,
    [after, keys.primaryId],
  )) as Row[];
  for (const row of rows) {
    try {
      const { sealedPassword, keyId } = sealPassword(keys, row.id, openPassword(keys, row));
      await manager.query("update data_service set sealed_password = $2, key_id = $3 where id = $1", [
        row.id,
        sealedPassword,
        keyId,
      ]);
      total.resealed++;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      total.unreadable++;
    }
  }
  return rows.at(-1)?.id;
}
