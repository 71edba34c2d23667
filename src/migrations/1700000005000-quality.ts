import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["dq_rule", "dq_rule_execution", "dq_violation"];

export class Quality1700000005000 implements MigrationInterface {
  name = "Quality1700000005000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table dq_rule (
        id uuid primary key,
        tenant_id text not null,
        table_id uuid not null constraint dq_rule_table references catalog_table (id) on delete cascade,
        column_name text collate "C",
        name text not null,
        definition jsonb not null,
        signature text collate "C" not null,
        dimension text not null,
        severity text not null,
        threshold double precision not null,
        sql text not null,
        status text not null,
        origin text not null,
        confidence double precision not null,
        justification jsonb not null,
        run_id uuid,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint dq_rule_signature unique (table_id, signature)
      )`);
    await runner.query(`
      create table dq_rule_execution (
        id uuid primary key,
        tenant_id text not null,
        rule_id uuid not null constraint dq_rule_execution_rule references dq_rule (id) on delete cascade,
        run_id uuid not null,
        executed_at timestamptz not null,
        status text not null,
        rows_checked double precision,
        rows_failing double precision,
        failing_share numeric,
        duration_ms double precision not null,
        failing_key_columns jsonb not null,
        failing_keys jsonb not null,
        failing_keys_masked boolean not null,
        error jsonb
      )`);
    await runner.query(`create index dq_rule_execution_history on dq_rule_execution (rule_id, id)`);
    await runner.query(`
      create table dq_violation (
        id uuid primary key,
        tenant_id text not null,
        rule_id uuid not null constraint dq_violation_rule references dq_rule (id) on delete cascade,
        table_id uuid not null constraint dq_violation_table references catalog_table (id) on delete cascade,
        status text not null,
        opened_at timestamptz not null,
        opened_by_run_id uuid not null,
        last_seen_at timestamptz not null,
        rows_failing double precision not null,
        resolved_at timestamptz,
        resolved_by_run_id uuid
      )`);
    await runner.query(`create index dq_violation_history on dq_violation (table_id, id)`);
    await runner.query(`create unique index dq_violation_open on dq_violation (rule_id) where status = 'OPEN'`);
    for (const table of TABLES) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`alter table ${table} force row level security`);
      await runner.query(
        `create policy tenant on ${table} using (current_setting('app.tenant', true) in (tenant_id, '*'))`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.query(`drop table ${table}`);
  }
}
