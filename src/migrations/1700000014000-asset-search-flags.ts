import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The yes-or-no facts of a table as bits, in the index that has the names in their order: which tables filters let through is
 * read from that index alone, however far on they lie.
 */
export class AssetSearchFlags1700000014000 implements MigrationInterface {
  name = "AssetSearchFlags1700000014000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table asset_search add column flags integer not null default 0`);
    await runner.query(FLAGS);
    await runner.query(`
      create function asset_search_set_flags() returns trigger language plpgsql as $$
      begin
        new.flags := asset_search_flags(new.tenant_id, new.facts);
        return new;
      end
      $$`);
    await runner.query(`update asset_search set flags = asset_search_flags(tenant_id, facts)`);
    await runner.query(`
      create trigger asset_search_flags before insert or update of facts on asset_search
      for each row execute function asset_search_set_flags()`);
    await runner.query(`drop index asset_search_fqn`);
    await runner.query(`create index asset_search_fqn on asset_search (tenant_id, fqn) include (table_id, flags)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index asset_search_fqn`);
    await runner.query(`create index asset_search_fqn on asset_search (tenant_id, fqn)`);
    await runner.query(`drop trigger asset_search_flags on asset_search`);
    await runner.query(`drop function asset_search_set_flags()`);
    await runner.query(`drop function asset_search_flags(text, text[])`);
    await runner.query(`alter table asset_search drop column flags`);
  }
}

/** The first bit for the first fact, and so on: in the order of FLAGS in assets/search/wanted.ts. */
const FLAGS = `
  create function asset_search_flags(tenant text, facts text[]) returns integer language sql immutable parallel safe as $$
    select ${["pii", "described", "rules", "violations", "pending"]
      .map((fact, bit) => `${2 ** bit} * (facts @> array[asset_search_prefix(tenant) || '${fact}'])::int`)
      .join(" + ")}
  $$`;
