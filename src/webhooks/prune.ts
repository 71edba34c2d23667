const AT_ONCE = 1_000;

/** Deliveries that ended longer ago than the retention ($1, in days). */
export const PRUNE_DELIVERIES = {
  atOnce: AT_ONCE,
  sql: `
    with old as (
      select id from webhook_delivery where ended_at < now() - make_interval(days => $1) limit ${AT_ONCE}
    ), gone as (
      delete from webhook_delivery where id in (select id from old) returning 1
    ) select count(*)::int as taken from gone`,
};
