import type { MigrationInterface, QueryRunner } from "typeorm";

const TENANT_TABLES = [
  "workflow_configuration",
  "workflow_run",
  "workflow_run_task",
  "workflow_run_status_transition",
  "workflow_run_event",
  "idempotency_key",
];

export class Runs1700000001000 implements MigrationInterface {
  name = "Runs1700000001000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tenant (
        id text primary key,
        feed_position bigint not null default 0,
        first_seen_at timestamptz not null default now()
      )`);
    await runner.query(`
      create table workflow_definition (
        id uuid primary key,
        type text not null constraint workflow_definition_type unique,
        name text not null,
        description text not null,
        category text not null,
        asset_levels jsonb not null,
        default_parameters jsonb not null,
        active boolean not null,
        requires_approval boolean not null
      )`);
    await runner.query(`
      create table workflow_configuration (
        id uuid primary key,
        tenant_id text not null,
        definition_id uuid not null,
        workflow_type text not null,
        name text not null,
        description text,
        parameters jsonb not null,
        asset_fqn text,
        status text not null,
        is_default boolean not null,
        created_by_client_id text not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query(
      `create unique index workflow_configuration_name on workflow_configuration (tenant_id, name) where status = 'ACTIVE'`,
    );
    await runner.query(
      `create unique index workflow_configuration_default on workflow_configuration (tenant_id, workflow_type) where is_default`,
    );
    await runner.query(`
      create table workflow_run (
        id uuid primary key,
        tenant_id text not null,
        configuration_id uuid not null,
        workflow_type text not null,
        asset_fqn text not null,
        status text not null,
        parameters jsonb not null,
        output jsonb,
        save_all boolean not null,
        labels jsonb not null,
        started_at timestamptz not null,
        picked_up_at timestamptz,
        completed_at timestamptz,
        attempt integer not null default 1,
        total_tasks integer,
        succeeded_tasks integer not null default 0,
        failed_tasks integer not null default 0,
        skipped_tasks integer not null default 0,
        failure jsonb,
        retry_of_id uuid,
        only_targets jsonb,
        transition_sequence integer not null default 0,
        event_sequence bigint not null default 0,
        events_pruned boolean not null default false,
        created_by_client_id text not null
      )`);
    await runner.query(`create index workflow_run_list on workflow_run (tenant_id, id)`);
    await runner.query(`create index workflow_run_status on workflow_run (tenant_id, status, id)`);
    await runner.query(`create index workflow_run_started on workflow_run (tenant_id, started_at)`);
    await runner.query(
      `create index workflow_run_to_prune on workflow_run (completed_at) where completed_at is not null and not events_pruned`,
    );
    await runner.query(`create index workflow_run_configuration on workflow_run (tenant_id, configuration_id, id)`);
    await runner.query(`create index workflow_run_asset on workflow_run (tenant_id, asset_fqn text_pattern_ops, id)`);
    await runner.query(`create index workflow_run_labels on workflow_run using gin (labels jsonb_path_ops)`);
    await runner.query(
      `create index workflow_run_open on workflow_run (tenant_id, configuration_id, asset_fqn) where status in ('PENDING', 'RUNNING')`,
    );
    await runner.query(`
      create table workflow_run_task (
        id uuid primary key,
        tenant_id text not null,
        run_id uuid not null constraint workflow_run_task_run references workflow_run (id) on delete cascade,
        ordinal integer not null,
        target_fqn text not null,
        service_id uuid not null,
        connections integer not null,
        estimated_rows double precision,
        status text not null,
        admitted boolean not null default false,
        attempt integer not null default 0,
        tries integer not null default 0,
        worker_losses integer not null default 0,
        worker_id text,
        progress real not null default 0,
        started_at timestamptz,
        completed_at timestamptz,
        failure jsonb,
        skip_reason text,
        result jsonb,
        constraint workflow_run_task_ordinal unique (run_id, ordinal)
      )`);
    await runner.query(
      `create index workflow_run_task_waiting on workflow_run_task (tenant_id, service_id, ordinal, run_id) where status = 'PENDING' and not admitted`,
    );
    await runner.query(`create index workflow_run_task_busy on workflow_run_task (tenant_id) where admitted`);
    await runner.query(`
      create table workflow_run_status_transition (
        tenant_id text not null,
        position bigint not null,
        run_id uuid not null constraint workflow_run_status_transition_run references workflow_run (id) on delete cascade,
        sequence integer not null,
        from_status text,
        to_status text not null,
        occurred_at timestamptz not null,
        attempt integer not null,
        reason text,
        configuration_id uuid not null,
        asset_fqn text not null,
        constraint workflow_run_status_transition_pk primary key (tenant_id, position),
        constraint workflow_run_status_transition_sequence unique (run_id, sequence)
      )`);
    await runner.query(`
      create table workflow_run_event (
        run_id uuid not null constraint workflow_run_event_run references workflow_run (id) on delete cascade,
        sequence bigint not null,
        tenant_id text not null,
        kind text not null,
        payload jsonb not null,
        occurred_at timestamptz not null,
        constraint workflow_run_event_pk primary key (run_id, sequence)
      )`);
    await runner.query(`
      create table idempotency_key (
        tenant_id text not null,
        mutation text not null,
        key text not null,
        input_hash text not null,
        run_id uuid not null,
        created_at timestamptz not null,
        constraint idempotency_key_pk primary key (tenant_id, mutation, key)
      )`);
    await runner.query(`create index idempotency_key_age on idempotency_key (created_at)`);
    for (const table of TENANT_TABLES) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`alter table ${table} force row level security`);
      await runner.query(
        `create policy tenant on ${table} using (current_setting('app.tenant', true) in (tenant_id, '*'))`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TENANT_TABLES].reverse()) await runner.query(`drop table ${table}`);
    await runner.query(`drop table workflow_definition`);
    await runner.query(`drop table tenant`);
  }
}
