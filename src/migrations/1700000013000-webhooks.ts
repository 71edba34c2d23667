import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["webhook", "webhook_delivery"];

export class Webhooks1700000013000 implements MigrationInterface {
  name = "Webhooks1700000013000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table webhook (
        id uuid primary key,
        tenant_id text not null,
        name text not null,
        url text not null,
        events text[] not null,
        format text not null,
        enabled boolean not null,
        disabled_reason text,
        sealed_secret bytea not null,
        key_id text not null,
        sealed_previous_secret bytea,
        previous_key_id text,
        previous_secret_until timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint webhook_name unique (tenant_id, name)
      )`);
    await runner.query(`
      create table webhook_delivery (
        id uuid primary key,
        tenant_id text not null,
        webhook_id uuid not null constraint webhook_delivery_webhook references webhook (id) on delete cascade,
        event text not null,
        run_id uuid,
        position bigint not null default 0,
        ordinal integer not null default 0,
        body text not null,
        occurred_at timestamptz not null,
        expires_at timestamptz not null,
        status text not null,
        attempts integer not null default 0,
        next_attempt_at timestamptz,
        leased_until timestamptz,
        last_attempt_at timestamptz,
        response_status integer,
        duration_ms double precision,
        error jsonb,
        ended_at timestamptz
      )`);
    await runner.query(`create index webhook_delivery_log on webhook_delivery (webhook_id, id)`);
    await runner.query(`create index webhook_delivery_by_status on webhook_delivery (webhook_id, status, id)`);
    await runner.query(
      `create index webhook_delivery_due on webhook_delivery (webhook_id, next_attempt_at) where status = 'PENDING' and next_attempt_at is not null`,
    );
    await runner.query(
      `create index webhook_delivery_line on webhook_delivery (webhook_id, run_id, position, ordinal) where status = 'PENDING'`,
    );
    // Of one webhook and run a single delivery is at the head of the line: this is what keeps their order.
    await runner.query(
      `create unique index webhook_delivery_head on webhook_delivery (webhook_id, run_id) where status = 'PENDING' and next_attempt_at is not null`,
    );
    await runner.query(
      `create index webhook_delivery_to_prune on webhook_delivery (ended_at) where ended_at is not null`,
    );
    for (const table of TABLES) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`alter table ${table} force row level security`);
      await runner.query(
        `create policy tenant on ${table} using (current_setting('app.tenant', true) in (tenant_id, '*'))`,
      );
    }
    await runner.query(`create index dq_violation_opened_by on dq_violation (opened_by_run_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index dq_violation_opened_by`);
    for (const table of [...TABLES].reverse()) await runner.query(`drop table ${table}`);
  }
}
