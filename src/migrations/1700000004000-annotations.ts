import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["asset_annotation", "proposed_change"];

export class Annotations1700000004000 implements MigrationInterface {
  name = "Annotations1700000004000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table asset_annotation (
        asset_id uuid not null,
        kind text not null,
        name text collate "C" not null,
        tenant_id text not null,
        table_id uuid not null constraint asset_annotation_table references catalog_table (id) on delete cascade,
        value text not null,
        confidence double precision not null,
        justification jsonb not null,
        origin text not null,
        run_id uuid,
        changed_at timestamptz not null,
        constraint asset_annotation_pk primary key (asset_id, kind, name)
      )`);
    await runner.query(`create index asset_annotation_of_table on asset_annotation (table_id)`);
    await runner.query(`
      create table proposed_change (
        id uuid primary key,
        tenant_id text not null,
        run_id uuid not null,
        table_id uuid not null constraint proposed_change_table references catalog_table (id) on delete cascade,
        table_fqn text collate "C" not null,
        position integer not null,
        asset_id uuid not null,
        target_fqn text not null,
        kind text not null,
        name text collate "C" not null,
        before text,
        after text,
        confidence double precision not null,
        justification jsonb not null,
        origin text not null,
        detail jsonb,
        decision text not null,
        decided_at timestamptz,
        constraint proposed_change_place unique (run_id, table_fqn, position)
      )`);
    await runner.query(`create index proposed_change_of_table on proposed_change (table_id)`);
    for (const table of TABLES) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`alter table ${table} force row level security`);
      await runner.query(
        `create policy tenant on ${table} using (current_setting('app.tenant', true) in (tenant_id, '*'))`,
      );
    }
    // Which tables refer to a table: asked for each table that is worked on.
    await runner.query(
      `create index catalog_table_constraints on catalog_table using gin (constraints jsonb_path_ops)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index catalog_table_constraints`);
    for (const table of [...TABLES].reverse()) await runner.query(`drop table ${table}`);
  }
}
