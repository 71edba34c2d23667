/** A service of two databases with fifty schemas each, and as many tables, all assessed so many times. */
export const scorecardRowsSql = (tables: number, assessments: number): string[] => [
  `insert into data_service (id, tenant_id, name, host, port, user_name, database_name, tls, rows_may_leave, max_connections, created_at, updated_at)
   values (${id("'s'")}, 'bench', 's', 'h', 1, 'u', 'd', 'DISABLE', true, 1, now(), now())`,
  `insert into catalog_database (id, tenant_id, service_id, name, first_seen_at, last_seen_at)
   select ${id("'d' || d")}, 'bench', ${id("'s'")}, 'd' || d, now(), now() from generate_series(0, 1) d`,
  `insert into catalog_schema (id, tenant_id, database_id, name, first_seen_at, last_seen_at)
   select ${id("'n' || n")}, 'bench', ${id("'d' || n % 2")}, 'n' || n, now(), now() from generate_series(0, 99) n`,
  `insert into catalog_table (id, tenant_id, schema_id, name, table_kind, constraints, source_oid, first_seen_at)
   select ${id("'t' || t")}, 'bench', ${id("'n' || t % 100")}, 't' || t, 'TABLE', '[]', t, now() from generate_series(0, ${tables - 1}) t`,
  `insert into catalog_column (id, tenant_id, table_id, name, ordinal, type, nullable, source_number, first_seen_at)
   select ${id("'t' || t || 'c' || c")}, 'bench', ${id("'t' || t")}, 'c' || c, c + 1, 'text', true, c + 1, now()
   from generate_series(0, ${tables - 1}) t, generate_series(0, 9) c`,
  `insert into workflow_run (id, tenant_id, configuration_id, workflow_type, asset_fqn, status, parameters, save_all, labels, started_at,
     completed_at, created_by_client_id)
   select ${id("'r' || a || k")}, 'bench', ${id("'c'")}, k || '_ASSESSMENT', 's', 'COMPLETED', '{}', true, '[]', ${TIME_OF_RUN},
     ${TIME_OF_RUN} + interval '50 minutes', 'bench'
   from generate_series(1, ${assessments}) a, unnest(array['METADATA', 'DQ']) k`,
  // In the order in which runs write them: run by run, table by table.
  ...Array.from({ length: assessments }, (_, index) => index + 1).flatMap((a) =>
    ["METADATA", "DQ"].map(
      (
        kind,
      ) => `insert into metric_snapshot (id, tenant_id, table_id, metric, dimension, numerator, denominator, asset_count, run_id, taken_at)
       select gen_random_uuid(), 'bench', ${id("'t' || t")}, metric, dimension, (t * 7 + ${a}) % 1000, 1000, 1, ${id(`'r${a}${kind}'`)},
         ${TIME_OF_RUN.replace("a *", `${a} *`)} + t * interval '20 milliseconds'
       from generate_series(0, ${tables - 1}) t, ${kind === "DQ" ? QUALITY : METADATA}`,
    ),
  ),
  `insert into table_assessment (table_id, run_id, tenant_id, of_metadata, taken_at, columns)
   select ${id("'t' || t")}, ${id("'r' || a || k")}, 'bench', k = 'METADATA', ${TIME_OF_RUN} + t * interval '20 milliseconds', (
     select jsonb_object_agg(${id("'t' || t || 'c' || c")}, case k when 'DQ' then '[["CELLS_FILLED", "COMPLETENESS", "990", "1000"]]'::jsonb else (
       select jsonb_agg(jsonb_build_array(m, null, ((t + c) % 2)::text, '1')) from unnest(array['COLUMNS_DESCRIBED', 'COLUMNS_NAMED',
         'COLUMNS_COMMENTED', 'COLUMNS_PII_ASSESSED', 'COLUMNS_PII_TAGGED', 'COLUMNS_SENSITIVITY_TAGGED']) m) end)
     from generate_series(0, 9) c)
   from generate_series(1, ${assessments}) a, generate_series(0, ${tables - 1}) t, unnest(array['METADATA', 'DQ']) k`,
];

const id = (text: string): string => `md5(${text})::uuid`;

const TIME_OF_RUN = "(timestamptz '2026-01-01' + a * interval '1 day')";

const METADATA = `(values ('TABLES_DESCRIBED'), ('TABLES_NAMED'), ('TABLES_COMMENTED'), ('TABLES_SENSITIVITY_TAGGED'), ('TABLES_KEYED'),
  ('TABLES_RELATED'), ('TABLES_PROFILED'), ('TABLES_WITH_RULES'), ('COLUMNS_DESCRIBED'), ('COLUMNS_NAMED'), ('COLUMNS_COMMENTED'),
  ('COLUMNS_PII_ASSESSED'), ('COLUMNS_PII_TAGGED'), ('COLUMNS_SENSITIVITY_TAGGED')) m (metric), (values (null::text)) d (dimension)`;

const QUALITY = `(values ('ROWS_HOLDING')) m (metric), (values ('COMPLETENESS'), ('UNIQUENESS'), ('VALIDITY'), ('CONSISTENCY'), ('ACCURACY'),
  ('TIMELINESS')) d (dimension)`;
