import type { EntityManager } from "typeorm";

/** A killed process's deliveries are taken over after it; an attempt takes 10 seconds at most. */
const LEASE = "15 seconds";

export interface Claimed {
  readonly id: string;
  readonly tenantId: string;
  readonly webhookId: string;
  readonly runId: string | null;
  readonly attempts: number;
  /** Its time is over: it is not to be sent any more. */
  readonly expired: boolean;
  /** Tells this claim from a later one. */
  readonly lease: string;
  /** Unix seconds. */
  readonly now: number;
  readonly body: string;
  readonly url: string;
  readonly secret: { readonly bytes: Buffer; readonly keyId: string };
  /** While it signs as well. */
  readonly previousSecret: { readonly bytes: Buffer; readonly keyId: string } | null;
}

interface Room {
  readonly deliveries: number;
  readonly perWebhook: number;
  readonly perTenant: number;
  /** How many are under way already, by webhook and by tenant. */
  readonly busy: Readonly<Record<string, number>>;
}

/** Takes what is due, the longest due first, and of each webhook and tenant no more than it has room for. */
export async function claimDue(manager: EntityManager, room: Room, aheadMs: number): Promise<Claimed[]> {
  const [rows] = (await manager.query(
    `with clock as (
       select clock_timestamp() + $4 * interval '1 millisecond' as now
     ), ready as (
       select d.id, d.next_attempt_at, w.tenant_id,
         row_number() over (partition by w.tenant_id order by d.next_attempt_at) as place
       from clock, webhook w cross join lateral (
         select id, next_attempt_at from webhook_delivery
         where webhook_id = w.id and status = 'PENDING' and next_attempt_at <= clock.now
           and (leased_until is null or leased_until <= clock.now) and (w.enabled or expires_at <= clock.now)
         order by next_attempt_at limit greatest(0, $2 - coalesce(($3::jsonb ->> w.id::text)::int, 0))
         for update skip locked
       ) d
     ), due as (
       select id from ready where place <= $5 - coalesce(($3::jsonb ->> tenant_id)::int, 0)
       order by next_attempt_at limit $1
     )
     update webhook_delivery d
     set leased_until = clock.now + interval '${LEASE}',
       attempts = d.attempts + case when d.expires_at > clock.now then 1 else 0 end,
       last_attempt_at = case when d.expires_at > clock.now then clock.now else d.last_attempt_at end
     from due, clock, webhook w
     where d.id = due.id and w.id = d.webhook_id
     returning d.id, d.tenant_id as "tenantId", d.webhook_id as "webhookId", d.run_id as "runId", d.attempts, d.body,
       d.expires_at <= clock.now as expired, d.leased_until::text as lease,
       floor(extract(epoch from clock.now))::float8 as now, w.url, w.sealed_secret as bytes, w.key_id as "keyId",
       w.sealed_previous_secret as "previousBytes", w.previous_key_id as "previousKeyId",
       coalesce(w.previous_secret_until > clock.now, false) as "previousSigns"`,
    [room.deliveries, room.perWebhook, JSON.stringify(room.busy), aheadMs, room.perTenant],
  )) as [ClaimedRow[], number];
  return rows.map(({ bytes, keyId, previousBytes, previousKeyId, previousSigns, ...row }) => ({
    ...row,
    secret: { bytes, keyId },
    previousSecret: previousSigns ? { bytes: previousBytes!, keyId: previousKeyId! } : null,
  }));
}

type ClaimedRow = Omit<Claimed, "secret" | "previousSecret"> & {
  readonly bytes: Buffer;
  readonly keyId: string;
  readonly previousBytes: Buffer | null;
  readonly previousKeyId: string | null;
  readonly previousSigns: boolean;
};
