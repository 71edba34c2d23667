import type { MigrationInterface, QueryRunner } from "typeorm";

export class DataServices1700000002000 implements MigrationInterface {
  name = "DataServices1700000002000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table data_service (
        id uuid primary key,
        tenant_id text not null,
        name text not null,
        host text not null,
        port integer not null,
        user_name text not null,
        database_name text not null,
        tls text not null,
        rows_may_leave boolean not null,
        max_connections integer not null,
        sealed_password bytea,
        key_id text,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint data_service_name unique (tenant_id, name)
      )`);
    await runner.query(`alter table data_service enable row level security`);
    await runner.query(`alter table data_service force row level security`);
    await runner.query(
      `create policy tenant on data_service using (current_setting('app.tenant', true) in (tenant_id, '*'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table data_service`);
  }
}
