import type { MigrationInterface, QueryRunner } from "typeorm";

/** Row-level security shows the owner of the tables nothing else. */
const EVERY_TENANTS_ROWS = `select set_config('app.tenant', '*', true)`;

export class Scorecards1700000010000 implements MigrationInterface {
  name = "Scorecards1700000010000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(EVERY_TENANTS_ROWS);
    // Since when, not only that: a scorecard of an earlier time counts what was not stale then.
    await runner.query(`alter table metric_snapshot add column stale_since timestamptz`);
    await runner.query(`update metric_snapshot set stale_since = now() where stale`);
    await runner.query(`alter table metric_snapshot drop column stale`);
    // What a run measured of a table has one time.
    await runner.query(`
      update metric_snapshot s set taken_at = f.taken_at
      from (select table_id, run_id, min(taken_at) as taken_at from metric_snapshot group by table_id, run_id) f
      where f.table_id = s.table_id and f.run_id = s.run_id`);
    await runner.query(`drop index metric_snapshot_history`);
    await runner.query(`
      create index metric_snapshot_latest on metric_snapshot (table_id, (dimension is null), taken_at, run_id)`);
    await runner.query(`create index metric_snapshot_of_run on metric_snapshot (run_id, table_id)`);
    await runner.query(
      `create index metric_snapshot_stale on metric_snapshot (table_id) where stale_since is not null`,
    );
    await runner.query(`
      create table column_metrics (
        table_id uuid not null constraint column_metrics_table references catalog_table (id) on delete cascade,
        run_id uuid not null,
        tenant_id text not null,
        columns jsonb not null,
        stale jsonb not null default '{}',
        constraint column_metrics_pk primary key (table_id, run_id)
      )`);
    await runner.query(`alter table column_metrics enable row level security`);
    await runner.query(`alter table column_metrics force row level security`);
    await runner.query(
      `create policy tenant on column_metrics using (current_setting('app.tenant', true) in (tenant_id, '*'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(EVERY_TENANTS_ROWS);
    await runner.query(`drop table column_metrics`);
    for (const index of ["stale", "of_run", "latest"]) await runner.query(`drop index metric_snapshot_${index}`);
    await runner.query(`create index metric_snapshot_history on metric_snapshot (table_id, id)`);
    await runner.query(`alter table metric_snapshot add column stale boolean not null default false`);
    await runner.query(`update metric_snapshot set stale = true where stale_since is not null`);
    await runner.query(`alter table metric_snapshot drop column stale_since`);
  }
}
