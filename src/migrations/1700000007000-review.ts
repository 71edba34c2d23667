import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["workflow_run_approval", "asset_history"];

export class Review1700000007000 implements MigrationInterface {
  name = "Review1700000007000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table workflow_run_approval (
        id uuid primary key,
        tenant_id text not null,
        run_id uuid not null constraint workflow_run_approval_run references workflow_run (id) on delete cascade,
        status text not null,
        auto_saved boolean not null,
        notes text,
        decided_by_client_id text,
        decided_at timestamptz,
        superseded_by_run_id uuid,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint workflow_run_approval_of_run unique (run_id)
      )`);
    await runner.query(`create index workflow_run_approval_status on workflow_run_approval (tenant_id, status, id)`);
    await runner.query(`create index workflow_run_approval_list on workflow_run_approval (tenant_id, id)`);
    await runner.query(`
      create table asset_history (
        id uuid primary key,
        tenant_id text not null,
        table_id uuid not null constraint asset_history_table references catalog_table (id) on delete cascade,
        asset_id uuid not null,
        kind text not null,
        name text collate "C" not null,
        sequence bigint generated always as identity,
        before jsonb,
        after jsonb,
        run_id uuid,
        client_id text,
        change_id uuid,
        reverts_id uuid,
        occurred_at timestamptz not null
      )`);
    await runner.query(`create index asset_history_of_asset on asset_history (asset_id, sequence)`);
    await runner.query(`create index asset_history_of_table on asset_history (table_id, sequence)`);
    await runner.query(`create index asset_history_of_change on asset_history (change_id) where change_id is not null`);
    for (const table of TABLES) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`alter table ${table} force row level security`);
      await runner.query(
        `create policy tenant on ${table} using (current_setting('app.tenant', true) in (tenant_id, '*'))`,
      );
    }
    await runner.query(`
      alter table proposed_change
        add column decided_by_client_id text,
        add column superseded_by_run_id uuid`);
    await runner.query(
      `create index proposed_change_pending on proposed_change (table_id, id) where decision = 'PENDING'`,
    );
    await runner.query(`create index table_profile_of_run on table_profile (run_id)`);
    // Who wrote, changed, paused or archived a rule: runs leave such rules alone.
    await runner.query(`alter table dq_rule add column client_id text`);
    // A person's word that there is nothing: no run puts anything in its place.
    await runner.query(`alter table asset_annotation alter column value drop not null, add column client_id text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from asset_annotation where value is null`);
    await runner.query(`alter table asset_annotation alter column value set not null, drop column client_id`);
    await runner.query(`alter table dq_rule drop column client_id`);
    await runner.query(`drop index table_profile_of_run`);
    await runner.query(`drop index proposed_change_pending`);
    await runner.query(
      `alter table proposed_change drop column decided_by_client_id, drop column superseded_by_run_id`,
    );
    for (const table of [...TABLES].reverse()) await runner.query(`drop table ${table}`);
  }
}
