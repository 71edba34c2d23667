import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["workflow_schedule", "workflow_trigger", "workflow_firing"];

export class Schedules1700000012000 implements MigrationInterface {
  name = "Schedules1700000012000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table workflow_schedule (
        configuration_id uuid primary key,
        tenant_id text not null,
        cron_expression text not null,
        timezone text not null,
        start_date timestamptz,
        enabled boolean not null,
        overlap_policy text not null,
        save_all boolean not null,
        client_id text not null,
        next_fire_at timestamptz,
        last_fired_at timestamptz,
        updated_at timestamptz not null
      )`);
    await runner.query(
      `create index workflow_schedule_due on workflow_schedule (next_fire_at) where next_fire_at is not null`,
    );
    await runner.query(`
      create table workflow_trigger (
        id uuid primary key,
        tenant_id text not null,
        configuration_id uuid not null,
        event_kind text not null,
        source_configuration_id uuid,
        statuses text[],
        asset text[],
        minimum_severity text,
        rule_id uuid,
        enabled boolean not null,
        overlap_policy text not null,
        save_all boolean not null,
        client_id text not null,
        since bigint not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query(
      `create index workflow_trigger_of_configuration on workflow_trigger (tenant_id, configuration_id, id)`,
    );
    await runner.query(`
      create table workflow_firing (
        id uuid primary key,
        tenant_id text not null,
        configuration_id uuid not null,
        trigger_id uuid,
        scheduled_for timestamptz not null,
        fired_at timestamptz not null,
        outcome text not null,
        reason text,
        missed_times integer not null default 0,
        depth integer not null default 0,
        caused_by_run_id uuid,
        waits_for_run_id uuid,
        run_id uuid
      )`);
    await runner.query(`create index workflow_firing_history on workflow_firing (configuration_id, id)`);
    await runner.query(
      `create unique index workflow_firing_of_time on workflow_firing (configuration_id, scheduled_for) where trigger_id is null`,
    );
    await runner.query(
      `create unique index workflow_firing_of_event on workflow_firing (trigger_id, caused_by_run_id) where trigger_id is not null`,
    );
    await runner.query(`create index workflow_firing_of_run on workflow_firing (run_id) where run_id is not null`);
    await runner.query(`create index workflow_firing_queued on workflow_firing (id) where outcome = 'QUEUED'`);
    await runner.query(`create index workflow_firing_to_prune on workflow_firing (fired_at)`);
    for (const table of TABLES) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`alter table ${table} force row level security`);
      await runner.query(
        `create policy tenant on ${table} using (current_setting('app.tenant', true) in (tenant_id, '*'))`,
      );
    }
    await runner.query(`create index dq_rule_execution_of_run on dq_rule_execution (run_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index dq_rule_execution_of_run`);
    for (const table of [...TABLES].reverse()) await runner.query(`drop table ${table}`);
  }
}
