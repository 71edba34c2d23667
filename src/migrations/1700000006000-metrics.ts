import type { MigrationInterface, QueryRunner } from "typeorm";

export class Metrics1700000006000 implements MigrationInterface {
  name = "Metrics1700000006000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table metric_snapshot (
        id uuid primary key,
        tenant_id text not null,
        table_id uuid not null constraint metric_snapshot_table references catalog_table (id) on delete cascade,
        metric text not null,
        dimension text,
        numerator numeric not null,
        denominator numeric not null,
        asset_count integer not null,
        run_id uuid not null,
        taken_at timestamptz not null,
        stale boolean not null default false
      )`);
    await runner.query(`create index metric_snapshot_history on metric_snapshot (table_id, id)`);
    await runner.query(`alter table metric_snapshot enable row level security`);
    await runner.query(`alter table metric_snapshot force row level security`);
    await runner.query(
      `create policy tenant on metric_snapshot using (current_setting('app.tenant', true) in (tenant_id, '*'))`,
    );
    // Whether a run has looked at a table is asked for each table of an assessment.
    await runner.query(`create index workflow_run_task_target on workflow_run_task (tenant_id, target_fqn)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index workflow_run_task_target`);
    await runner.query(`drop table metric_snapshot`);
  }
}
