import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { applyChanges } from "../../../src/approvals/change-sets.js";
import { type Finding, Origin, ProposedChangeKind } from "../../../src/assets/changes/change.model.js";
import { changesOfFindings } from "../../../src/assets/changes/changes-of-findings.js";
import { propose } from "../../../src/assets/changes/propose.js";
import { loadTableFacts } from "../../../src/assets/facts/load-table-facts.js";
import { type Fqn, formatFqn } from "../../../src/platform/fqn.js";
import { IngestionHarness } from "../catalog/ingestion-harness.js";

let harness: IngestionHarness;
let fqn: Fqn;

beforeAll(async () => {
  harness = await IngestionHarness.open("changes");
  const source = await harness.source(`create table "a.b" (id int, email text)`);
  fqn = ["S", source.name, "public", "a.b"];
  await harness.register("acme", "S", source);
  await harness.ingest("acme", `S.${source.name}`);
});

afterAll(() => harness.close());

const finding = (name: string, column: string | null = "email"): Finding => ({
  column,
  kind: ProposedChangeKind.TAG,
  name,
  value: name,
  confidence: 0.9,
  justification: { summary: "Why.", evidence: [{ source: "test", detail: "d", weight: 1 }] },
  origin: Origin.RULES,
});

/** What a run does that finds this. */
async function run(findings: Finding[], { save = true, undecided = [] as string[] } = {}) {
  const runId = randomUUID();
  const tenantId = "acme";
  await harness.database.tenant(tenantId, async (manager) => {
    const facts = (await loadTableFacts(manager, tenantId, fqn))!;
    const owns = ({ name }: { name: string }) => name.startsWith("PII.");
    const changes = changesOfFindings(facts, findings, { owns, undecided: new Set(undecided) });
    await propose(manager, { tenantId, runId, tableId: facts.id, tableFqn: formatFqn(fqn), changes });
    if (save) await applyChanges(manager, { tenantId, runId, changeIds: null, clientId: null });
  });
  return harness.database.tenant(tenantId, (manager) =>
    manager.query(
      `select target_fqn, before, after, decision from proposed_change where run_id = $1 order by position`,
      [runId],
    ),
  ) as Promise<object[]>;
}

const tags = async () => {
  const facts = await harness.database.tenant("acme", (manager) => loadTableFacts(manager, "acme", fqn));
  return facts!.columns.flatMap(({ annotations }) => annotations.map(({ name, origin }) => [name, origin]));
};

test("what a run finds is saved; what a later run does not find any more goes, but where it could not decide", async () => {
  const email = formatFqn([...fqn, "email"] as unknown as Fqn);
  const found = (before: string | null, after: string | null, decision = "APPROVED") => ({
    target_fqn: email,
    before,
    after,
    decision,
  });
  expect(await run([finding("PII.Email")], { save: false })).toEqual([found(null, "PII.Email", "PENDING")]);
  expect(await tags()).toEqual([]);
  expect(await run([finding("PII.Email")])).toEqual([found(null, "PII.Email")]);
  expect(await run([finding("PII.Email")])).toEqual([found("PII.Email", "PII.Email")]);
  expect(await run([], { undecided: ["email"] })).toEqual([]);
  expect(await run([finding("PII.Phone")])).toEqual([found(null, "PII.Phone"), found("PII.Email", null)]);
  expect(await tags()).toEqual([["PII.Phone", "RULES"]]);
});

test("a person's tag stays as it is, and what would change it stays pending", async () => {
  await harness.database.tenant("acme", (manager) =>
    manager.query("update asset_annotation set origin = 'STEWARD' where name = 'PII.Phone'"),
  );
  expect(await run([])).toEqual([]);
  expect(await run([finding("PII.Phone")])).toMatchObject([{ decision: "PENDING" }]);
  expect(await tags()).toEqual([["PII.Phone", "STEWARD"]]);
});
