import type { MigrationInterface, QueryRunner } from "typeorm";
import { refreshFunction, SOURCES, type Source, triggerFunction, WAITS } from "./1700000008000-asset-search.js";

/** What waits for a person is said in one function, for lists and for search; it sees what a rule asks for, too. */
export class ChangesThatWait1700000015000 implements MigrationInterface {
  name = "ChangesThatWait1700000015000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(orReplace(CHANGE_WAITS)); // databases of a development version have it already
    await runner.query(orReplace(refreshFunction(NOW)));
    for (const source of SOURCES.filter(({ table }) => table in MORE_COLUMNS)) {
      await runner.query(orReplace(triggerFunction(withMoreColumns(source))));
    }
    await runner.query("select set_config('app.tenant', '*', true)");
    await runner.query(
      "select refresh_asset_search(array(select distinct table_id from proposed_change where decision = 'PENDING'), false)",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const source of SOURCES.filter(({ table }) => table in MORE_COLUMNS)) {
      await runner.query(orReplace(triggerFunction(source)));
    }
    await runner.query(orReplace(refreshFunction(WAITS)));
    await runner.query("drop function change_waits(proposed_change)");
  }
}

const orReplace = (create: string) => create.replace("create function", "create or replace function");

const NOW = "select 1 from proposed_change c where c.table_id = t.id and c.decision = 'PENDING' and change_waits(c)";

/** Columns whose change may make a change wait, or not wait any more. */
const MORE_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  dq_rule: ["name", "definition", "dimension", "severity", "threshold", "sql"],
  proposed_change: ["detail"],
};

const withMoreColumns = (source: Source): Source => ({
  ...source,
  columns: [...source.columns, ...(MORE_COLUMNS[source.table] ?? [])],
});

/**
 * Whether a proposed change waits for a person: of a run that has completed, undecided, other than what is known, and such that
 * it can be saved: not against a person's word, nor of a column that is gone. Words of a rule may stay while what it asks for
 * does not.
 */
const CHANGE_WAITS = `
  create function change_waits(c proposed_change) returns boolean language sql stable as $$
    select c.decision = 'PENDING'
      and (c.before is distinct from c.after or exists (
        select 1 from dq_rule r
        where c.kind = 'DQ_RULE' and c.after is not null and r.table_id = c.table_id and r.signature = c.name
          and (r.name, r.definition, r.dimension, r.severity, r.threshold, r.sql) is distinct from
            (c.detail ->> 'name', c.detail -> 'definition', c.detail ->> 'dimension', c.detail ->> 'severity',
             (c.detail ->> 'threshold')::float8, c.detail ->> 'sql')))
      and exists (select 1 from workflow_run_approval p where p.run_id = c.run_id)
      and not exists (
        select 1 from asset_annotation a
        where a.asset_id = c.asset_id and a.kind = c.kind and a.name = c.name and a.origin = 'STEWARD')
      and not exists (
        select 1 from dq_rule r
        where c.kind = 'DQ_RULE' and r.table_id = c.table_id and r.signature = c.name
          and (r.origin = 'STEWARD' or r.client_id is not null or r.status = 'PAUSED'))
      and (c.asset_id = c.table_id or exists (
        select 1 from catalog_column k where k.id = c.asset_id and k.gone_at is null))
  $$`;
