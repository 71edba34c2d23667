import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { UpdateColumnInput } from "../../src/assets/edits/edit.inputs.js";
import { ReviewHarness, tag, text } from "./review-harness.js";

let harness: ReviewHarness;
beforeAll(async () => {
  harness = await ReviewHarness.open(`create table t (a int, b int)`);
});
afterAll(() => harness.close());

const TYPES = ["GENERATE_PII_TAGS", "ENRICH_TABLE_COLUMNS"];
const COLUMNS = ["a", "b"];

const finding = fc.oneof(
  fc
    .record({ column: fc.constantFrom(...COLUMNS), name: fc.constantFrom("PII.Email", "PII.Phone") })
    .map(({ column, name }) => tag(column, name)),
  fc
    .record({ column: fc.constantFrom(...COLUMNS, null), value: fc.constantFrom("One.", "Two.") })
    .map(({ column, value }) => text(column, value)),
);
const findings = fc.uniqueArray(finding, {
  maxLength: 5,
  selector: ({ column, kind, name }) => `${column} ${kind} ${name}`,
});
const step = fc.oneof(
  fc.record({
    does: fc.constant("run" as const),
    type: fc.constantFrom(...TYPES),
    saveAll: fc.boolean(),
    found: findings,
  }),
  fc.record({
    does: fc.constant("decide" as const),
    action: fc.constantFrom("APPROVE" as const, "REJECT" as const, "RESET" as const),
    /** Of the runs so far, from the last. */
    back: fc.nat({ max: 3 }),
    /** Which of its changes; all where null. */
    some: fc.option(fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 1, maxLength: 3 })),
  }),
  fc.record({
    does: fc.constant("edit" as const),
    column: fc.constantFrom(...COLUMNS),
    edit: fc.constantFrom(
      { description: "Hers." },
      { description: null },
      { addTags: ["PII.Email"] },
      { removeTags: ["PII.Email"] },
    ),
  }),
);

interface Entry {
  readonly id: string;
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reverts_id: string | null;
  readonly change_id: string | null;
}

const KEY = "asset_id || ' ' || kind || ' ' || name as key";

/** The catalog is what its history comes to, each entry begins where the last one ended, and people's words stand. */
async function checkCatalog(words: ReadonlyMap<string, string | null>): Promise<void> {
  const entries = await harness.sql<Entry>(
    `select id, ${KEY}, before ->> 'value' as before, after ->> 'value' as after, reverts_id, change_id from asset_history order by sequence`,
  );
  const now = new Map<string, string | null>();
  for (const { key, before, after } of entries) {
    expect([key, before]).toEqual([key, now.get(key) ?? null]);
    now.set(key, after);
  }
  const rows = await harness.sql<{ key: string; value: string | null; origin: string }>(
    `select ${KEY}, value, origin from asset_annotation`,
  );
  const held = new Map(rows.map(({ key, value }) => [key, value]));
  for (const [key, value] of now) expect([key, held.get(key) ?? null]).toEqual([key, value]);
  for (const key of held.keys()) expect([key, now.has(key)]).toEqual([key, true]);
  const said = rows.filter(({ origin }) => origin === "STEWARD").map(({ key, value }) => [key, value]);
  expect(said.toSorted()).toEqual([...words].toSorted());
  // What stands approved and was a change has one entry that nobody took back; what does not has none.
  const reverted = new Set(entries.map(({ reverts_id }) => reverts_id));
  const live = Map.groupBy(
    entries.filter(({ id, change_id, reverts_id }) => change_id !== null && reverts_id === null && !reverted.has(id)),
    ({ change_id }) => change_id,
  );
  const changes = await harness.sql<{ id: string; decision: string }>("select id, decision from proposed_change");
  for (const { id, decision } of changes) {
    expect(live.get(id)?.length ?? 0).toBeLessThanOrEqual(decision === "APPROVED" ? 1 : 0);
  }
}

/** The approval's status follows from the changes. */
async function checkApprovals(): Promise<void> {
  const approvals = await harness.sql(
    `select a.status, a.auto_saved as "autoSaved", count(*) filter (where c.decision = 'PENDING')::int as pending,
       count(*) filter (where c.decision = 'APPROVED')::int as approved, count(c.id)::int as total
     from workflow_run_approval a left join proposed_change c on c.run_id = a.run_id group by a.id`,
  );
  for (const { status, autoSaved, pending, approved, total } of approvals) {
    if (total === 0) continue;
    if (autoSaved && status === "APPROVED") continue;
    expect({ status, pending, approved }).toMatchObject({
      status: pending > 0 ? "PENDING" : approved > 0 ? "APPROVED" : "REJECTED",
    });
  }
  const superseded = await harness.sql(
    "select 1 from proposed_change where (decision = 'SUPERSEDED') <> (superseded_by_run_id is not null)",
  );
  expect(superseded).toEqual([]);
}

async function wordsOf(words: Map<string, string | null>, column: string, edit: object): Promise<void> {
  const [{ id }] = (await harness.sql<{ id: string }>("select id from catalog_column where name = $1", [column])) as [
    { id: string },
  ];
  for (const [field, value] of Object.entries(edit)) {
    if (field === "description") words.set(`${id} DESCRIPTION `, value as string | null);
    else words.set(`${id} TAG PII.Email`, field === "addTags" ? "PII.Email" : null);
  }
}

test("whatever is found, decided, reset and written: the catalog is its history, and approvals follow from their changes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), async (steps) => {
      for (const table of ["asset_annotation", "asset_history", "proposed_change", "workflow_run"]) {
        await harness.sql(`delete from ${table}`);
      }
      const runs: string[] = [];
      const words = new Map<string, string | null>();
      for (const each of steps) {
        if (each.does === "run") {
          const owns = ({ kind }: { kind: string }) => (kind === "TAG") === (each.type === TYPES[0]);
          const found = each.found.filter(({ kind }) => owns({ kind }));
          runs.push(await harness.run({ type: each.type, saveAll: each.saveAll, owns, found: { t: found } }));
        } else if (each.does === "edit") {
          const input = { fqn: harness.fqn("t", each.column), ...each.edit } as UpdateColumnInput;
          await harness.edits.updateColumn(harness.context("sue"), input);
          await wordsOf(words, each.column, each.edit);
        } else {
          const run = runs.at(-1 - each.back);
          if (!run) continue;
          const ids = (await harness.changes(run)).map(({ id }) => id);
          const changeIds = each.some?.flatMap((index) => ids[index] ?? []);
          if (changeIds?.length === 0) continue;
          const before = await harness.sql("select id, decision from proposed_change where run_id = $1 order by id", [
            run,
          ]);
          const { userErrors } = await harness.decide(run, each.action, { changeIds: changeIds ?? null });
          if (userErrors.length > 0) {
            expect(userErrors.map(({ code }) => code)).toEqual(userErrors.map(() => "CONFLICT"));
            expect(
              await harness.sql("select id, decision from proposed_change where run_id = $1 order by id", [run]),
            ).toEqual(before);
          }
        }
        await checkCatalog(words);
        await checkApprovals();
      }
    }),
    { numRuns: 12 },
  );
}, 180_000);
