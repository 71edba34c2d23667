import type { EntityManager } from "typeorm";
import type { Database } from "./database.js";
import type { KeyRing } from "./keys.js";

const BATCH = 100;

/** Where sealed texts are: each is bound to its row's `id`. */
export interface SealedColumn {
  readonly table: string;
  readonly sealed: string;
  readonly keyId: string;
}

interface Row {
  readonly id: string;
  readonly bytes: Buffer;
  readonly keyId: string;
}

export interface Resealed {
  readonly resealed: number;
  /** Sealed by a key that is not among the present ones: they stay as they are. */
  readonly unreadable: number;
}

/**
 * Seals every text of a column with the newest key: after it, the older keys can be dropped. Any number of processes may
 * start at once: each takes the rows that no other holds, and what one has sealed the others leave alone.
 */
export async function reseal(database: Database, keys: KeyRing, column: SealedColumn): Promise<Resealed> {
  const total = { resealed: 0, unreadable: 0 };
  let after: string | undefined = "00000000-0000-0000-0000-000000000000";
  while (after) {
    const start: string = after;
    after = await database.system((manager) => resealBatch(manager, keys, column, start, total));
  }
  return total;
}

/** Answers the last id of the batch; undefined when there is no more. */
async function resealBatch(
  manager: EntityManager,
  keys: KeyRing,
  { table, sealed, keyId }: SealedColumn,
  after: string,
  total: { resealed: number; unreadable: number },
): Promise<string | undefined> {
  const rows = (await manager.query(
    `select id, ${sealed} as bytes, ${keyId} as "keyId" from ${table}
     where id > $1 and ${keyId} <> $2 order by id limit ${BATCH} for update skip locked`,
    [after, keys.primaryId],
  )) as Row[];
  for (const row of rows) {
    const plain = openIfPossible(keys, row);
    if (plain === undefined) {
      total.unreadable++;
      continue;
    }
    const again = keys.seal(plain, row.id);
    await manager.query(`update ${table} set ${sealed} = $2, ${keyId} = $3 where id = $1`, [
      row.id,
      again.bytes,
      again.keyId,
    ]);
    total.resealed++;
  }
  return rows.at(-1)?.id;
}

function openIfPossible(keys: KeyRing, row: Row): string | undefined {
  try {
    return keys.open(row, row.id);
  } catch {
    return undefined;
  }
}
