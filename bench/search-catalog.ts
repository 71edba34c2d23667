/** Words of business, of which names are made. */
const WORDS =
  "order invoice payment product supplier shipment account ledger contract employee branch ticket campaign visit claim policy asset meter sensor booking route vehicle recipe batch sample patient course grade vendor budget price discount return refund stock item bundle region country city street parcel driver fleet garage tariff quota forecast";

/** What is asked for: in every second table, in each hundredth, in twenty, and in the last tenth by name only. */
export const COMMON = "customer";
export const SOME = "loyalty";
export const RARE = "zebrafish";
export const LAST_SERVICE = "Zeta";

/**
 * A tenant's catalog of so many tables with ten columns each, in 200 schemas of four services; half of it tagged, described,
 * ruled and violated in patterns that don't coincide. The triggers are off meanwhile, and the search is filled as the migration does.
 */
export const fillCatalog = (tenant: string, tables: number): string => `
  set app.tenant = '${tenant}';
  create or replace function pg_temp.word(n bigint) returns text language sql immutable as
    $$ select ('{${WORDS.replaceAll(" ", ",")}}'::text[])[1 + n % ${WORDS.split(" ").length}] $$;
  insert into data_service (id, tenant_id, name, host, port, user_name, database_name, tls, rows_may_leave, max_connections, created_at, updated_at)
    select gen_random_uuid(), '${tenant}', name, 'localhost', 5432, 'u', 'd', 'DISABLE', true, 5, now(), now()
    from unnest(array['Archive', 'PostgreSQL', 'Sales', '${LAST_SERVICE}']) as name;
  insert into catalog_database (id, tenant_id, service_id, name, first_seen_at, last_seen_at)
    select gen_random_uuid(), '${tenant}', s.id, 'db' || d, now(), now()
    from data_service s, generate_series(1, 5) d where s.tenant_id = '${tenant}';
  insert into catalog_schema (id, tenant_id, database_id, name, first_seen_at, last_seen_at)
    select gen_random_uuid(), '${tenant}', d.id, 'schema' || n, now(), now()
    from catalog_database d, generate_series(1, 10) n where d.tenant_id = '${tenant}';
  create temporary table place as select id, row_number() over (order by id) - 1 as n from catalog_schema where tenant_id = '${tenant}';
  insert into catalog_table (id, tenant_id, schema_id, name, table_kind, comment, estimated_rows, constraints, source_oid, first_seen_at)
    select (left(md5('${tenant}'), 8) || '-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, '${tenant}', p.id,
      pg_temp.word(i) || '_' || pg_temp.word(i / 7) || case when i % 3 = 0 then 'History' else '' end || '_' || i
        || case when i % ${Math.floor(tables / 20)} = 7 then '_${RARE}' else '' end,
      'TABLE', case when i % 4 = 0 then 'Holds each ' || pg_temp.word(i / 3) || ' of a ' || pg_temp.word(i / 5) || ' as it was booked.' end,
      i, '[]', i, now()
    from generate_series(1, ${tables}) i join place p on p.n = i % 200;
  create temporary table made as select id, row_number() over (order by id) as i from catalog_table where tenant_id = '${tenant}';
  insert into catalog_column (id, tenant_id, table_id, name, ordinal, type, nullable, comment, source_number, first_seen_at)
    select gen_random_uuid(), '${tenant}', m.id,
      case c when 1 then 'id' when 2 then case when i % 2 = 0 then '${COMMON}_id' else 'partner_id' end
        when 3 then case when i % 100 = 3 then '${SOME}_points' else 'created_at' end
        else pg_temp.word(i + c * 11) || '_' || pg_temp.word(i / c) || c end,
      c, 'text', true, case when c = 5 and i % 5 = 0 then 'The ' || pg_temp.word(i * c) || ' that the ' || pg_temp.word(i) || ' came with' end, c, now()
    from made m, generate_series(1, 10) c;
  insert into asset_annotation (asset_id, kind, name, tenant_id, table_id, value, confidence, justification, origin, changed_at)
    select id, 'DESCRIPTION', '', '${tenant}', id, 'One row is one ' || pg_temp.word(i) || ' of the ' || pg_temp.word(i / 2) || ' department.', 1, '{}', 'RULES', now()
    from made where i % 2 = 1;
  insert into asset_annotation (asset_id, kind, name, tenant_id, table_id, value, confidence, justification, origin, changed_at)
    select k.id, 'TAG', t.tag, '${tenant}', m.id, t.tag, 1, '{}', 'RULES', now()
    from made m join catalog_column k on k.table_id = m.id and k.ordinal = 4
    cross join lateral (select 'PII.Email' as tag where i % 3 = 0 union all select 'Finance' where i % 50 = 1
      union all select 'Sensitivity.Confidential' where i % 10 < 3) t;
  insert into dq_rule (id, tenant_id, table_id, name, definition, signature, dimension, severity, threshold, sql, status, origin, confidence, justification, created_at, updated_at)
    select id, '${tenant}', id, 'r', '{"kind": "ROW_COUNT"}', 's', 'COMPLETENESS', 'LOW', 1, '', 'ACTIVE', 'RULES', 1, '{}', now(), now()
    from made where i % 5 < 2;
  insert into dq_violation (id, tenant_id, rule_id, table_id, status, opened_at, opened_by_run_id, last_seen_at, rows_failing)
    select id, '${tenant}', id, id, 'OPEN', now(), id, now(), 1 from made where i % 100 = 0;
  drop table place, made;
  reset app.tenant;`;

export const SEARCHED = [
  "catalog_database",
  "catalog_schema",
  "catalog_table",
  "catalog_column",
  "asset_annotation",
  "dq_rule",
  "dq_violation",
];
