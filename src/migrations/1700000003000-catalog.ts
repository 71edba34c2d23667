import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = [
  "catalog_database",
  "catalog_schema",
  "catalog_table",
  "catalog_column",
  "table_profile",
  "column_profile",
];

export class Catalog1700000003000 implements MigrationInterface {
  name = "Catalog1700000003000";

  async up(runner: QueryRunner): Promise<void> {
    // Names compare by byte, so that lists have one order on every server.
    await runner.query(`
      create table catalog_database (
        id uuid primary key,
        tenant_id text not null,
        service_id uuid not null constraint catalog_database_service references data_service (id) on delete cascade,
        name text collate "C" not null,
        comment text,
        first_seen_at timestamptz not null,
        last_seen_at timestamptz not null,
        gone_at timestamptz,
        constraint catalog_database_name unique (service_id, name)
      )`);
    await runner.query(`
      create table catalog_schema (
        id uuid primary key,
        tenant_id text not null,
        database_id uuid not null constraint catalog_schema_database references catalog_database (id) on delete cascade,
        name text collate "C" not null,
        comment text,
        first_seen_at timestamptz not null,
        last_seen_at timestamptz not null,
        gone_at timestamptz,
        constraint catalog_schema_name unique (database_id, name)
      )`);
    await runner.query(`
      create table catalog_table (
        id uuid primary key,
        tenant_id text not null,
        schema_id uuid not null constraint catalog_table_schema references catalog_schema (id) on delete cascade,
        name text collate "C" not null,
        table_kind text not null,
        comment text,
        estimated_rows double precision,
        partition_of jsonb,
        constraints jsonb not null,
        source_oid bigint not null,
        first_seen_at timestamptz not null,
        gone_at timestamptz,
        constraint catalog_table_name unique (schema_id, name)
      )`);
    await runner.query(`
      create table catalog_column (
        id uuid primary key,
        tenant_id text not null,
        table_id uuid not null constraint catalog_column_table references catalog_table (id) on delete cascade,
        name text collate "C" not null,
        ordinal integer not null,
        type text not null,
        nullable boolean not null,
        default_expression text,
        generated text,
        identity text,
        comment text,
        source_number integer not null,
        first_seen_at timestamptz not null,
        gone_at timestamptz,
        constraint catalog_column_name unique (table_id, name)
      )`);
    await runner.query(`
      create table table_profile (
        id uuid primary key,
        tenant_id text not null,
        table_id uuid not null constraint table_profile_table references catalog_table (id) on delete cascade,
        run_id uuid not null,
        taken_at timestamptz not null,
        mode text not null,
        row_count double precision not null,
        rows_read double precision not null,
        size_bytes double precision,
        candidate_keys jsonb not null
      )`);
    await runner.query(`create index table_profile_history on table_profile (table_id, id)`);
    await runner.query(`
      create table column_profile (
        profile_id uuid not null constraint column_profile_profile references table_profile (id) on delete cascade,
        ordinal integer not null,
        tenant_id text not null,
        table_id uuid not null,
        name text collate "C" not null,
        payload jsonb not null,
        constraint column_profile_pk primary key (profile_id, ordinal)
      )`);
    await runner.query(`create index column_profile_history on column_profile (table_id, name, profile_id)`);
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
