import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["pipeline_run", "pipeline_step"];

export class Pipelines1700000011000 implements MigrationInterface {
  name = "Pipelines1700000011000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table pipeline_run (
        id uuid primary key,
        tenant_id text not null,
        run_id uuid not null constraint pipeline_run_parent references workflow_run (id) on delete cascade,
        constraint pipeline_run_of_run unique (run_id)
      )`);
    await runner.query(`
      create table pipeline_step (
        pipeline_run_id uuid not null constraint pipeline_step_pipeline references pipeline_run (id) on delete cascade,
        ordinal integer not null,
        tenant_id text not null,
        workflow_type text not null,
        depends_on jsonb not null,
        waits_for jsonb not null,
        run_id uuid,
        reused boolean not null,
        released boolean not null default false,
        left_out_reason text,
        constraint pipeline_step_pk primary key (pipeline_run_id, ordinal)
      )`);
    for (const table of TABLES) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`alter table ${table} force row level security`);
      await runner.query(
        `create policy tenant on ${table} using (current_setting('app.tenant', true) in (tenant_id, '*'))`,
      );
    }
    await runner.query(`alter table workflow_run add column pipeline_run_id uuid`);
    await runner.query(
      `create index workflow_run_pipeline on workflow_run (pipeline_run_id, id) where pipeline_run_id is not null`,
    );
    await runner.query(`alter table workflow_run_status_transition add column pipeline_run_id uuid`);
    await runner.query(
      `create index workflow_run_status_transition_pipeline on workflow_run_status_transition (pipeline_run_id, position)
       where pipeline_run_id is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index workflow_run_status_transition_pipeline`);
    await runner.query(`alter table workflow_run_status_transition drop column pipeline_run_id`);
    await runner.query(`drop index workflow_run_pipeline`);
    await runner.query(`alter table workflow_run drop column pipeline_run_id`);
    for (const table of [...TABLES].reverse()) await runner.query(`drop table ${table}`);
  }
}
