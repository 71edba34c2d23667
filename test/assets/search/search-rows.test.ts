import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { EntityManager } from "typeorm";
import { type Fqn, formatFqn } from "../../../src/platform/fqn.js";
import { IngestionHarness } from "../catalog/ingestion-harness.js";

const TENANT = "acme";
let harness: IngestionHarness;
const run = randomUUID();
const services = [randomUUID(), randomUUID()];
const id = (kind: string, n: number) => `${kind}0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

beforeAll(async () => {
  harness = await IngestionHarness.open("search_rows");
});

afterAll(() => harness.close());

type Write = (manager: EntityManager) => Promise<unknown>;

const NAMES = ["order_line", "customerId", 'a.b"c', "Ärger", "x"];
const TAGS = ["PII.Email", "Finance", "Sensitivity.Public"];
const small = fc.integer({ min: 0, max: 1 });
const when = fc.constantFrom(null, new Date(0));
const text = fc.constantFrom(null, "Some Text here", "größer als_das", "PII.Email");

const addTable: Write = (manager) =>
  manager.query(
    `insert into catalog_table (id, tenant_id, schema_id, name, table_kind, constraints, source_oid, first_seen_at)
     values ($1, $2, $3, 't', 'TABLE', '[]', 1, now())`,
    [id("c", 0), TENANT, id("b", 0)],
  );

/** A table of which everything is there: most of what changes it then shows. */
const FULL: readonly string[] = [
  `insert into catalog_column (id, tenant_id, table_id, name, ordinal, type, nullable, source_number, first_seen_at)
   select '${id("d", 0)}', tenant_id, id, 'some_column', 1, 'text', true, 1, now() from catalog_table`,
  `insert into asset_annotation (asset_id, kind, name, tenant_id, table_id, value, confidence, justification, origin, changed_at)
   select k.id, 'TAG', 'Finance', k.tenant_id, k.table_id, 'Finance', 1, '{}', 'RULES', now() from catalog_column k`,
  `insert into dq_rule (id, tenant_id, table_id, name, definition, signature, dimension, severity, threshold, sql, status, origin,
     confidence, justification, created_at, updated_at)
   select id, tenant_id, id, 'r', '{}', 's', 'VALIDITY', 'LOW', 1, '', 'ACTIVE', 'RULES', 1, '{}', now(), now() from catalog_table`,
  `insert into dq_violation (id, tenant_id, rule_id, table_id, status, opened_at, opened_by_run_id, last_seen_at, rows_failing)
   select id, tenant_id, id, id, 'OPEN', now(), id, now(), 1 from catalog_table`,
  `insert into workflow_run_approval (id, tenant_id, run_id, status, auto_saved, created_at, updated_at)
   select '${run}', tenant_id, '${run}', 'PENDING', false, now(), now() from catalog_table`,
];
/** What a rule asks for, as the rules of this test do. */
const RULE = { name: "r", definition: {}, dimension: "VALIDITY", severity: "LOW", threshold: 1, sql: "" };
const ASKED = Object.keys(RULE);
const CHANGES = [
  ["TAG", "Finance"],
  ["DQ_RULE", "s"],
] as const;

/** Of one column alone, of many tables at once. */
const alone: fc.Arbitrary<Write> = fc
  .constantFrom(
    "asset_annotation set origin = 'STEWARD'",
    "asset_annotation set origin = 'RULES'",
    "asset_annotation set confidence = 0.5",
    "dq_rule set client_id = 'someone'",
    "dq_rule set client_id = null",
    "dq_rule set status = 'PAUSED'",
    "dq_rule set threshold = 0.5",
    "proposed_change set detail = '{}'",
    "dq_violation set status = 'RESOLVED'",
    "proposed_change set decision = 'PENDING'",
    "proposed_change set before = after",
    "catalog_column set gone_at = now()",
    "catalog_column set gone_at = null, comment = 'Come back'",
  )
  .map(
    (what): Write =>
      (manager) =>
        manager.query(`update ${what}`),
  );

/** All that tables are found by, written at random: rows come, change, go and come back. */
const writes: fc.Arbitrary<Write> = fc.oneof(
  { arbitrary: alone, weight: 8 },
  fc.tuple(small, when).map(
    ([n, gone]): Write =>
      (manager) =>
        manager.query("update catalog_schema set gone_at = $2, last_seen_at = now() where id = $1", [
          id("b", n % 2),
          gone,
        ]),
  ),
  when.map(
    (gone): Write =>
      (manager) =>
        manager.query("update catalog_database set gone_at = $1", [gone]),
  ),
  fc.tuple(small, small, fc.constantFrom(...NAMES), text).map(
    ([n, schema, name, comment]): Write =>
      (manager) =>
        manager.query(
          `insert into catalog_table (id, tenant_id, schema_id, name, table_kind, comment, constraints, source_oid, first_seen_at)
           values ($1::uuid, $2, $3, $4 || ($1::uuid)::text, 'TABLE', $5, '[]', 1, now())
           on conflict (id) do update set comment = excluded.comment, gone_at = null`,
          [id("c", n), TENANT, id("b", schema % 2), name, comment],
        ),
  ),
  fc.tuple(small, when).map(
    ([n, gone]): Write =>
      (manager) =>
        manager.query("update catalog_table set gone_at = $2, estimated_rows = 1 where id <= $1", [id("c", n), gone]),
  ),
  small.map(
    (n): Write =>
      (manager) =>
        manager.query("delete from catalog_table where id = $1", [id("c", n)]),
  ),
  fc.tuple(fc.array(fc.tuple(small, small), { minLength: 1 }), fc.constantFrom(...NAMES), text, when).map(
    ([columns, name, comment, gone]): Write =>
      (manager) =>
        manager.query(
          `insert into catalog_column (id, tenant_id, table_id, name, ordinal, type, nullable, comment, source_number, first_seen_at, gone_at)
           select distinct on (k.id) k.id, $1, t.id, $4 || k.id::text, 1, 'text', true, $5, 1, now(), $6::timestamptz
           from unnest($2::uuid[], $3::uuid[]) as k (id, table_id) join catalog_table t on t.id = k.table_id
           on conflict (id) do update set name = excluded.name, comment = excluded.comment, gone_at = excluded.gone_at`,
          [
            TENANT,
            columns.map(([table, n]) => id("d", table * 10 + n)),
            columns.map(([table]) => id("c", table)),
            name,
            comment,
            gone,
          ],
        ),
  ),
  fc
    .tuple(
      small,
      fc.option(small),
      fc.constantFrom("DESCRIPTION", "DISPLAY_NAME", "BUSINESS_DEFINITION", "UNIT", ...TAGS),
      text,
      fc.constantFrom("RULES", "STEWARD"),
    )
    .map(
      ([table, column, what, value, origin]): Write =>
        (manager) =>
          manager.query(
            `insert into asset_annotation (asset_id, kind, name, tenant_id, table_id, value, confidence, justification, origin, changed_at)
             select $1, $2, $3, $4, t.id, $6, 1, '{}', $7, now() from catalog_table t where t.id = $5
             on conflict (asset_id, kind, name) do update set value = excluded.value, origin = excluded.origin`,
            [
              column === null ? id("c", table) : id("d", table * 10 + column),
              TAGS.includes(what) ? "TAG" : what,
              TAGS.includes(what) ? what : "",
              TENANT,
              id("c", table),
              value,
              origin,
            ],
          ),
    ),
  fc.tuple(small, fc.constantFrom("TAG", "DESCRIPTION")).map(
    ([table, kind]): Write =>
      (manager) =>
        manager.query("delete from asset_annotation where table_id = $1 and kind = $2", [id("c", table), kind]),
  ),
  fc.tuple(small, fc.constantFrom("ACTIVE", "PAUSED"), fc.constantFrom(null, "someone")).map(
    ([table, status, client]): Write =>
      (manager) =>
        manager.query(
          `insert into dq_rule (id, tenant_id, table_id, name, definition, signature, dimension, severity, threshold, sql, status, origin,
             client_id, confidence, justification, created_at, updated_at)
           select t.id, $1, t.id, 'r', '{}', 's', 'VALIDITY', 'LOW', 1, '', $3, 'RULES', $4, 1, '{}', now(), now()
           from catalog_table t where t.id = $2
           on conflict (id) do update set status = excluded.status, client_id = excluded.client_id`,
          [TENANT, id("c", table), status, client],
        ),
  ),
  fc.tuple(small, fc.constantFrom("OPEN", "RESOLVED")).map(
    ([table, status]): Write =>
      (manager) =>
        manager.query(
          `insert into dq_violation (id, tenant_id, rule_id, table_id, status, opened_at, opened_by_run_id, last_seen_at, rows_failing)
           select r.id, $1, r.id, r.table_id, $3, now(), $4, now(), 1 from dq_rule r where r.id = $2
           on conflict (id) do update set status = excluded.status`,
          [TENANT, id("c", table), status, run],
        ),
  ),
  small.map(
    (table): Write =>
      (manager) =>
        manager.query("delete from dq_rule where id = $1", [id("c", table)]),
  ),
  fc
    .tuple(
      small,
      fc.option(small),
      fc.constantFrom("TAG", "DQ_RULE"),
      fc.constantFrom("PENDING", "APPROVED"),
      fc.oneof(text, fc.constant("Some Text here")),
      fc.constantFrom(RULE, { ...RULE, definition: { other: true } }),
    )
    .map(
      ([table, column, kind, decision, after, detail]): Write =>
        (manager) =>
          manager.query(
            `insert into proposed_change (id, tenant_id, run_id, table_id, table_fqn, position, asset_id, target_fqn, kind, name, before, after,
             confidence, justification, origin, decision, detail)
           select t.id, $1, $3, t.id, 'f', $8, $9, 'f', $4, $5, 'Some Text here', $6, 1, '{}', 'RULES', $7, $10
           from catalog_table t where t.id = $2
           on conflict (id) do update set decision = excluded.decision, after = excluded.after, kind = excluded.kind, name = excluded.name,
             asset_id = excluded.asset_id, detail = excluded.detail`,
            [
              TENANT,
              id("c", table),
              run,
              kind,
              kind === "TAG" ? "Finance" : "s",
              after,
              decision,
              table,
              column === null ? id("c", table) : id("d", table * 10 + column),
              detail,
            ],
          ),
    ),
  fc.boolean().map(
    (there): Write =>
      (manager) =>
        there
          ? manager.query(
              `insert into workflow_run_approval (id, tenant_id, run_id, status, auto_saved, created_at, updated_at)
               values ($2, $1, $2, 'PENDING', false, now(), now()) on conflict do nothing`,
              [TENANT, run],
            )
          : manager.query("delete from workflow_run_approval"),
  ),
);

async function begin(manager: EntityManager): Promise<void> {
  await manager.query("delete from data_service");
  await manager.query("delete from workflow_run_approval");
  await manager.query(
    `insert into data_service (id, tenant_id, name, host, port, user_name, database_name, tls, rows_may_leave, max_connections, created_at, updated_at)
     values ($1, $2, 'The.Service', 'h', 1, 'u', 'd', 'DISABLE', true, 5, now(), now())`,
    [services[0], TENANT],
  );
  await manager.query(
    `insert into catalog_database (id, tenant_id, service_id, name, first_seen_at, last_seen_at) values ($1, $2, $3, 'main_db', now(), now())`,
    [id("a", 0), TENANT, services[0]],
  );
  for (const n of [0, 1]) {
    await manager.query(
      `insert into catalog_schema (id, tenant_id, database_id, name, first_seen_at, last_seen_at) values ($1, $2, $3, $4, now(), now())`,
      [id("b", n), TENANT, id("a", 0), `schema${n}`],
    );
  }
}

const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

const named = (name: string): string[] => [...wordsOf(name), ...wordsOf(name.replaceAll("_", "").toLowerCase())];

/** What the rows have to be, from the tables that they are made of, by other means than the triggers'. */
async function expected(manager: EntityManager): Promise<object[]> {
  const all = async (table: string) => (await manager.query(`select * from ${table}`)) as Record<string, any>[];
  const [tables, schemas, databases, columns, known, rules, violations, changes, approvals] = await Promise.all(
    [
      "catalog_table",
      "catalog_schema",
      "catalog_database",
      "catalog_column",
      "asset_annotation",
      "dq_rule",
      "dq_violation",
      "proposed_change",
      "workflow_run_approval",
    ].map(all),
  );
  const [{ prefix }] = (await manager.query("select left(md5($1), 6) as prefix", [TENANT])) as [{ prefix: string }];
  return tables!
    .flatMap((table) => {
      const schema = schemas!.find((each) => each.id === table.schema_id && !each.gone_at);
      const database = databases!.find((each) => each.id === schema?.database_id && !each.gone_at);
      if (table.gone_at || !schema || !database) return [];
      const own = columns!.filter((each) => each.table_id === table.id && !each.gone_at);
      const live = known!.filter(
        (each) =>
          each.table_id === table.id &&
          each.value !== null &&
          (each.asset_id === table.id || own.some((column) => column.id === each.asset_id)),
      );
      const tags = new Set(live.filter(({ kind }) => kind === "TAG").map(({ name }) => name as string));
      const names = [table.name, schema.name, database.name, "The.Service"].flatMap(named);
      for (const { kind, asset_id, value } of live) {
        if (kind === "DISPLAY_NAME" && asset_id === table.id) names.push(...wordsOf(value));
      }
      const texts = [
        table.comment ?? "",
        ...own.map(({ comment }) => comment ?? ""),
        ...live
          .filter(({ kind }) => ["DESCRIPTION", "DISPLAY_NAME", "BUSINESS_DEFINITION"].includes(kind))
          .map(({ value }) => value),
      ].flatMap(wordsOf);
      const pending = changes!.some(
        (change) =>
          change.table_id === table.id &&
          change.decision === "PENDING" &&
          (change.before !== change.after ||
            rules!.some(
              (rule) =>
                change.kind === "DQ_RULE" &&
                change.after !== null &&
                rule.table_id === change.table_id &&
                rule.signature === change.name &&
                !isDeepStrictEqual(Object.fromEntries(ASKED.map((each) => [each, rule[each]])), change.detail),
            )) &&
          approvals!.some((approval) => approval.run_id === change.run_id) &&
          !known!.some(
            ({ asset_id, kind, name, origin }) =>
              origin === "STEWARD" && asset_id === change.asset_id && kind === change.kind && name === change.name,
          ) &&
          (change.asset_id === table.id || own.some((column) => column.id === change.asset_id)) &&
          !rules!.some(
            ({ table_id, signature, client_id, status }) =>
              change.kind === "DQ_RULE" &&
              (client_id || status === "PAUSED") &&
              table_id === change.table_id &&
              signature === change.name,
          ),
      );
      const fact = (name: string, holds: boolean) => (holds ? name : `no ${name}`);
      const words = [...names.map((word) => `=${word}`), ...names, ...own.flatMap(({ name }) => named(name)), ...texts];
      return [
        {
          id: table.id,
          fqn: formatFqn(["The.Service", database.name, schema.name, table.name] as Fqn),
          words: [...new Set(words)].map((word) => `${prefix}${word}`).toSorted(),
          facts: [
            fact("pii", tags.has("PII.Email")),
            fact(
              "described",
              live.some(({ kind, asset_id }) => kind === "DESCRIPTION" && asset_id === table.id),
            ),
            fact(
              "rules",
              rules!.some(({ table_id, status }) => table_id === table.id && status === "ACTIVE"),
            ),
            fact(
              "violations",
              violations!.some(({ table_id, status }) => table_id === table.id && status === "OPEN"),
            ),
            fact("pending", pending),
            ...[...tags].map((tag) => `tag ${tag}`),
          ]
            .map((each) => `${prefix}${each}`)
            .toSorted(),
        },
      ];
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

const stored = async (manager: EntityManager) =>
  (
    (await manager.query(
      `select table_id as id, fqn, tsvector_to_array(words) as words, facts from asset_search order by table_id`,
    )) as { words: string[]; facts: string[] }[]
  ).map((row) => ({ ...row, words: row.words.toSorted(), facts: row.facts.toSorted() }));

test("whatever is written, each table that is there has the row that it has to have, in the same transaction", async () => {
  await harness.dataSource.query("alter table workflow_run_approval drop constraint workflow_run_approval_run");
  await fc.assert(
    fc.asyncProperty(fc.array(writes, { minLength: 5, maxLength: 25 }), async (all) => {
      await harness.database.tenant(TENANT, async (manager) => {
        await begin(manager);
        await addTable(manager);
        for (const sql of FULL) await manager.query(sql);
        const [kind, name] = CHANGES[all.length % 2]!;
        await manager.query(
          `insert into proposed_change (id, tenant_id, run_id, table_id, table_fqn, position, asset_id, target_fqn, kind, name, after,
             confidence, justification, origin, decision)
           select table_id, tenant_id, $1, table_id, 'f', 0, id, 'f', $2, $3, 'other', 1, '{}', 'RULES', 'PENDING' from catalog_column`,
          [run, kind, name],
        );
        for (const write of all) {
          await write(manager);
          expect(await stored(manager)).toEqual(await expected(manager));
        }
      });
    }),
    { numRuns: 60 },
  );
});

test("two at once that change other things of one table don't overwrite each other's", async () => {
  const tenant = <T>(work: (manager: EntityManager) => Promise<T>) => harness.database.tenant(TENANT, work);
  await tenant(async (manager) => {
    await begin(manager);
    await addTable(manager);
  });
  const say = (kind: string, name: string) => (manager: EntityManager) =>
    manager.query(
      `insert into asset_annotation (asset_id, kind, name, tenant_id, table_id, value, confidence, justification, origin, changed_at)
       values ($1, $2, $3, $4, $1, 'Said', 1, '{}', 'RULES', now())`,
      [id("c", 0), kind, name, TENANT],
    );
  const tags = Array.from({ length: 8 }, (_, n) => `T.n${n}`);
  await Promise.all([tenant(say("DESCRIPTION", "")), ...tags.map((tag) => tenant(say("TAG", tag)))]);
  await tenant(async (manager) => {
    expect(await stored(manager)).toEqual(await expected(manager));
    expect((await stored(manager))[0]!.facts.filter((fact) => fact.includes("tag "))).toHaveLength(8);
  });
});
