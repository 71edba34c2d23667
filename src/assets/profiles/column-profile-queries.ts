import type { EntityManager } from "typeorm";
import { ColumnProfile } from "../profile.model.js";
import { LARGEST_ID, type TableHistoryKey } from "./table-profile-queries.js";

/** A column's profile, and the table's profile that it is a part of. */
export interface SavedColumnProfile extends ColumnProfile {
  readonly profileId: string;
}

export interface HistoryKey extends TableHistoryKey {
  readonly name: string;
}

interface Row {
  readonly profileId: string;
  readonly payload: object;
}

const saved = ({ profileId, payload }: Row): SavedColumnProfile =>
  Object.assign(new ColumnProfile(), payload, { profileId }) as SavedColumnProfile;

/** The columns of some profiles, each in its table's order. */
export async function columnProfiles(
  manager: EntityManager,
  tenantId: string,
  profileIds: readonly string[],
): Promise<SavedColumnProfile[][]> {
  const rows = (await manager.query(
    `select profile_id as "profileId", payload from column_profile
     where tenant_id = $1 and profile_id = any($2) order by ordinal`,
    [tenantId, profileIds],
  )) as Row[];
  const byProfile = Map.groupBy(rows, ({ profileId }) => profileId);
  return profileIds.map((id) => (byProfile.get(id) ?? []).map(saved));
}

/** The newest profiles of some columns, so many of each. */
export async function columnHistory(
  manager: EntityManager,
  tenantId: string,
  keys: readonly HistoryKey[],
): Promise<SavedColumnProfile[][]> {
  const rows = (await manager.query(
    `select wanted.place::int as place, p."profileId", p.payload
     from unnest($2::uuid[], $3::text[], $4::uuid[], $5::int[]) with ordinality as wanted (table_id, name, after, size, place)
     cross join lateral (
       select r.profile_id as "profileId", r.payload from column_profile r
       where r.tenant_id = $1 and r.table_id = wanted.table_id and r.name = wanted.name
         and r.profile_id < coalesce(wanted.after, $6::uuid)
       order by r.profile_id desc limit wanted.size
     ) p order by wanted.place, p."profileId" desc`,
    [
      tenantId,
      keys.map(({ tableId }) => tableId),
      keys.map(({ name }) => name),
      keys.map(({ after }) => after),
      keys.map(({ size }) => size),
      LARGEST_ID,
    ],
  )) as (Row & { place: number })[];
  const pages = Map.groupBy(rows, ({ place }) => place);
  return keys.map((_, index) => (pages.get(index + 1) ?? []).map(saved));
}
