import type { MigrationInterface, QueryRunner } from "typeorm";

export class StewardsRules1700000009000 implements MigrationInterface {
  name = "StewardsRules1700000009000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table dq_violation
        add column resolved_by_client_id text,
        add column acknowledged_at timestamptz,
        add column acknowledged_by_client_id text,
        add column acknowledgement_note text`);
    await runner.query(`create index dq_violation_of_tenant on dq_violation (tenant_id, id)`);
    await runner.query(`create index dq_violation_of_status on dq_violation (tenant_id, status, id)`);
    await runner.query(`create index dq_rule_of_tenant on dq_rule (tenant_id, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index dq_rule_of_tenant`);
    await runner.query(`drop index dq_violation_of_status`);
    await runner.query(`drop index dq_violation_of_tenant`);
    await runner.query(`
      alter table dq_violation
        drop column resolved_by_client_id,
        drop column acknowledged_at,
        drop column acknowledged_by_client_id,
        drop column acknowledgement_note`);
  }
}
