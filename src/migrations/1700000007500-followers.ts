import type { MigrationInterface, QueryRunner } from "typeorm";

export class Followers1700000007500 implements MigrationInterface {
  name = "Followers1700000007500";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table feed_follower (
        tenant_id text not null,
        name text not null,
        position bigint not null,
        constraint feed_follower_pk primary key (tenant_id, name)
      )`);
    await runner.query(`alter table feed_follower enable row level security`);
    await runner.query(`alter table feed_follower force row level security`);
    await runner.query(
      `create policy tenant on feed_follower using (current_setting('app.tenant', true) in (tenant_id, '*'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table feed_follower`);
  }
}
