/**
 * The entry by which a proposed change `c` changed the catalog and that nobody took back: none where it found what was there.
 * Approved, reset and approved again, a change has several.
 */
export const LIVE_ENTRY = `
  select h.* from asset_history h
  where h.change_id = c.id and h.reverts_id is null and not ${isReverted("h")}
  order by h.sequence desc limit 1`;

/**
 * Whether something was changed on top of the entry `h`. What was taken back since does not count, nor does the taking back
 * itself. `same` says which later entries `l` are about the same asset.
 */
export const LATER_STANDS = (same: string): string => `exists (
  select 1 from asset_history l
  where ${same} and l.sequence > h.sequence and l.kind = h.kind and l.name = h.name and l.reverts_id is null and not ${isReverted("l")})`;

/**
 * Whether a later run found again what the change `c` of the run `$2` of the tenant `$1` wrote, and that stands: it made no
 * entry, but took the row of the catalog over. `run` is the row's; `same` says which changes `d` are about the same thing.
 */
export const FOUND_AGAIN = (run: string, same: string): string => `(${run} is distinct from $2 and exists (
  select 1 from proposed_change d
  where d.tenant_id = $1 and d.table_id = c.table_id and ${same} and d.kind = c.kind and d.name = c.name
    and d.run_id <> $2 and d.decision = c.decision and d.decided_at > c.decided_at))`;

function isReverted(entry: string): string {
  return `exists (
    select 1 from asset_history r where r.asset_id = ${entry}.asset_id and r.sequence > ${entry}.sequence and r.reverts_id = ${entry}.id)`;
}
