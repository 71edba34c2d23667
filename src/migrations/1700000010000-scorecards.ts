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
    await runner.query(`
      create table table_assessment (
        table_id uuid not null constraint table_assessment_table references catalog_table (id) on delete cascade,
        run_id uuid not null,
        tenant_id text not null,
        of_metadata boolean not null,
        taken_at timestamptz not null,
        columns jsonb not null,
        stale jsonb not null default '{}',
        constraint table_assessment_pk primary key (table_id, run_id)
      )`);
    await runner.query(`
      insert into table_assessment (table_id, run_id, tenant_id, of_metadata, taken_at, columns)
      select table_id, run_id, tenant_id, bool_and(dimension is null), min(taken_at), '{}'
      from metric_snapshot group by table_id, run_id, tenant_id`);
    await runner.query(
      `create index table_assessment_latest on table_assessment (table_id, of_metadata, taken_at, run_id)`,
    );
    await runner.query(`drop index metric_snapshot_history`);
    await runner.query(`create index metric_snapshot_of_assessment on metric_snapshot (table_id, run_id)`);
    await runner.query(
      `create index metric_snapshot_stale on metric_snapshot (table_id) where stale_since is not null`,
    );
    await runner.query(`alter table table_assessment enable row level security`);
    await runner.query(`alter table table_assessment force row level security`);
    // The setting is read once a query rather than once a row: a scorecard adds up millions of them.
    await runner.query(`drop policy tenant on metric_snapshot`);
    for (const table of ["table_assessment", "metric_snapshot"]) {
      await runner.query(
        `create policy tenant on ${table} using ((select current_setting('app.tenant', true)) in (tenant_id, '*'))`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(EVERY_TENANTS_ROWS);
    await runner.query(`drop policy tenant on metric_snapshot`);
    await runner.query(
      `create policy tenant on metric_snapshot using (current_setting('app.tenant', true) in (tenant_id, '*'))`,
    );
    await runner.query(`drop table table_assessment`);
    await runner.query(`drop index metric_snapshot_stale`);
    await runner.query(`drop index metric_snapshot_of_assessment`);
    await runner.query(`create index metric_snapshot_history on metric_snapshot (table_id, id)`);
    await runner.query(`alter table metric_snapshot add column stale boolean not null default false`);
    await runner.query(`update metric_snapshot set stale = true where stale_since is not null`);
    await runner.query(`alter table metric_snapshot drop column stale_since`);
  }
}
