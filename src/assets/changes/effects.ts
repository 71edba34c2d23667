import { registerEnumType } from "type-graphql";
import type { ProposedChangeKind } from "./change.model.js";

export enum ChangeConflictReason {
  STEWARDS_WORD = "STEWARDS_WORD",
  BUILT_UPON = "BUILT_UPON",
  ASSET_GONE = "ASSET_GONE",
}
registerEnumType(ChangeConflictReason, {
  name: "ChangeConflictReason",
  description: "Why a decision left a proposed change as it is. More reasons may come: treat an unknown one as such.",
  valuesConfig: {
    STEWARDS_WORD: {
      description: "A person wrote what it would replace. It stays undecided: reject it, or edit the asset.",
    },
    BUILT_UPON: {
      description:
        "Something was changed on top of it since, or a later run found it again. It stays approved: take that back first.",
    },
    ASSET_GONE: { description: "The table or column is not in the source any more. It stays undecided." },
  },
});

/** Which changes of a run are decided, and on whose word. */
export interface ChangeSet {
  readonly tenantId: string;
  readonly runId: string;
  /** Null for all. */
  readonly changeIds: readonly string[] | null;
  /** Null where the run saves its results itself. */
  readonly clientId: string | null;
}

/** What of the catalog is another than before, summed up by kind. */
export interface Touched {
  readonly kind: ProposedChangeKind;
  readonly onColumn: boolean;
  /** Of a tag the part before the first dot; else empty. */
  readonly family: string;
  readonly tableIds: readonly string[];
}

/** What came of a decision on changes. Lists hold the first hundred, in the order of the run. */
export interface Effects {
  readonly decided: number;
  readonly changeIds: readonly string[];
  /** Those of them that made the catalog another; the others found what was there. */
  readonly changed: number;
  readonly conflictCount: number;
  readonly conflicts: readonly { readonly changeId: string; readonly reason: ChangeConflictReason }[];
  readonly touched: readonly Touched[];
  readonly violationsResolved: number;
}

export const MOST_LISTED = 100;

/** The condition of a `ChangeSet`, of which `$1` to `$3` are tenant, run and ids. */
export const CHOSEN = "c.tenant_id = $1 and c.run_id = $2 and ($3::uuid[] is null or c.id = any($3))";

/** The table or column is not in the source any more. */
export const IS_GONE =
  "(t.gone_at is not null or (c.asset_id <> c.table_id and (k.id is null or k.gone_at is not null)))";

/**
 * Sums up a statement that decides. It has made `mine` (the chosen changes, each with its `conflict` or null), `decided`
 * (those that were written), `touched` (what of the catalog changed), and `resolved` where violations are.
 */
export const sumEffects = (resolved: "resolved" | null): string => `
  select (select count(*)::int from decided) as decided,
    (select coalesce(json_agg(l.id), '[]') from (
       select id from mine where conflict is null order by table_fqn, position limit ${MOST_LISTED}) l) as "changeIds",
    (select count(*)::int from logged) as changed,
    (select count(*)::int from mine where conflict is not null) as "conflictCount",
    (select coalesce(json_agg(json_build_object('changeId', l.id, 'reason', l.conflict)), '[]') from (
       select id, conflict from mine where conflict is not null order by table_fqn, position limit ${MOST_LISTED}) l) as conflicts,
    (select coalesce(json_agg(s), '[]') from (
       select kind, on_column as "onColumn", family, array_agg(distinct table_id) as "tableIds"
       from touched group by 1, 2, 3 order by 1, 2, 3) s) as touched,
    ${resolved ? `(select count(*)::int from ${resolved})` : "0"} as "violationsResolved"`;

/** Of decisions on kinds that are written by statements of their own. */
export const addEffects = (one: Effects, other: Effects): Effects => ({
  decided: one.decided + other.decided,
  changeIds: [...one.changeIds, ...other.changeIds].slice(0, MOST_LISTED),
  changed: one.changed + other.changed,
  conflictCount: one.conflictCount + other.conflictCount,
  conflicts: [...one.conflicts, ...other.conflicts].slice(0, MOST_LISTED),
  touched: [...one.touched, ...other.touched],
  violationsResolved: one.violationsResolved + other.violationsResolved,
});
