import type { PruneStep } from "../runs/prune.js";

const AT_ONCE = 1_000;

/** Firings are kept as long as events, and as long as something may still ask for them. */
export const PRUNE_FIRINGS: PruneStep = {
  atOnce: AT_ONCE,
  sql: `
  with old as (
    select f.id from workflow_firing f
    where f.fired_at < now() - make_interval(days => $1) and f.outcome <> 'QUEUED' and not exists (
      select 1 from workflow_run r where r.id = f.run_id and r.status in ('PENDING', 'RUNNING'))
    order by f.fired_at limit ${AT_ONCE} for update skip locked
  ), gone as (
    delete from workflow_firing where id in (select id from old) returning 1
  ) select count(*)::int as taken from gone`,
};
