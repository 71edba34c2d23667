import { randomUUID } from "node:crypto";
import { makeWorkflows, type WorkflowParts } from "../../src/app/workflows.js";
import type { DecideWorkflowRunApprovalInput } from "../../src/approvals/approval.inputs.js";
import { ApprovalAction } from "../../src/approvals/approval.inputs.js";
import { Approvals } from "../../src/approvals/approvals.js";
import { openApproval } from "../../src/approvals/open-approval.js";
import { type Finding, Origin, ProposedChangeKind } from "../../src/assets/changes/change.model.js";
import { changesOfFindings } from "../../src/assets/changes/changes-of-findings.js";
import { propose } from "../../src/assets/changes/propose.js";
import { AssetEdits } from "../../src/assets/edits/asset-edits.js";
import { loadTableFacts } from "../../src/assets/facts/load-table-facts.js";
import { Cursors } from "../../src/platform/cursor.js";
import { type Fqn, formatFqn } from "../../src/platform/fqn.js";
import { newId } from "../../src/platform/ids.js";
import { KeyRing } from "../../src/platform/keys.js";
import { markEdited } from "../../src/quality/metrics/mark-edited.js";
import { DqDimension, DqRuleKind, DqSeverity } from "../../src/quality/rule.model.js";
import { knownRules } from "../../src/quality/rules/known-rules.js";
import { WorkflowRun } from "../../src/runs/run.entity.js";
import { WorkflowRegistry } from "../../src/workflows/registry.js";
import { IngestionHarness } from "../assets/catalog/ingestion-harness.js";

export const TENANT = "acme";

export interface RunOptions {
  /** A new one when absent. */
  readonly id?: string;
  readonly type?: string;
  readonly saveAll?: boolean;
  readonly status?: string;
  /** Findings by table. */
  readonly found: Readonly<Record<string, readonly Finding[]>>;
  /** What the run answers for: all tags and texts that runs wrote when absent. */
  readonly owns?: (annotation: { readonly kind: string }) => boolean;
  readonly tenantId?: string;
}

/** Runs that complete, and people that decide on them, over real tables of the catalog. */
export class ReviewHarness {
  readonly workflows = new WorkflowRegistry(makeWorkflows({} as WorkflowParts));
  readonly approvals: Approvals;
  readonly edits: AssetEdits;

  private constructor(
    readonly catalog: IngestionHarness,
    readonly source: string,
  ) {
    const cursors = new Cursors(new KeyRing([Buffer.alloc(32, 7).toString("base64")]));
    this.approvals = new Approvals(catalog.database, cursors, this.workflows);
    this.edits = new AssetEdits(catalog.database, markEdited);
  }

  static async open(sql: string): Promise<ReviewHarness> {
    const catalog = await IngestionHarness.open("review");
    const source = await catalog.source(sql);
    const made = new ReviewHarness(catalog, source.name);
    await catalog.register(TENANT, "S", source);
    await catalog.ingest(TENANT, `S.${source.name}`);
    return made;
  }

  close(): Promise<void> {
    return this.catalog.close();
  }

  table(name: string): Fqn {
    return ["S", this.source, "public", name];
  }

  fqn(table: string, column?: string): string {
    return formatFqn([...this.table(table), ...(column ? [column] : [])] as unknown as Fqn);
  }

  /** Within the tenant. */
  sql<Row = any>(text: string, values: unknown[] = [], tenantId = TENANT): Promise<Row[]> {
    return this.catalog.database.tenant(tenantId, (manager) => manager.query(text, values)) as Promise<Row[]>;
  }

  context(clientId = "ann", tenantId = TENANT) {
    const context = this.catalog.context(tenantId, ["runs:read", "approvals:write", "data:read"]);
    return { ...context, identity: { ...context.identity!, clientId } };
  }

  /** A run whose tasks have found this; completed as the engine completes it, unless it is to end otherwise. */
  async run({ found, type = "GENERATE_PII_TAGS", saveAll = false, status = "COMPLETED", ...more }: RunOptions) {
    const { owns = ({ kind }) => kind !== ProposedChangeKind.DQ_RULE, tenantId = TENANT, id = newId() } = more;
    await this.sql(
      `insert into workflow_run (id, tenant_id, configuration_id, workflow_type, asset_fqn, status, parameters, save_all, labels, started_at, created_by_client_id)
       values ($1, $2, $3, $4, $5, 'RUNNING', '{}', $6, '[]', clock_timestamp(), 'starter')`,
      [id, tenantId, randomUUID(), type, `S.${this.source}`, saveAll],
      tenantId,
    );
    let ordinal = 0;
    for (const [table, findings] of Object.entries(found)) {
      await this.catalog.database.tenant(tenantId, async (manager) => {
        const facts = (await loadTableFacts(manager, tenantId, this.table(table)))!;
        const known = owns({ kind: ProposedChangeKind.DQ_RULE }) ? await knownRules(manager, tenantId, facts.id) : [];
        const changes = changesOfFindings(facts, findings, { owns, undecided: new Set() }, known);
        await propose(manager, { tenantId, runId: id, tableId: facts.id, tableFqn: formatFqn(facts.fqn), changes });
        await manager.query(
          `insert into workflow_run_task (id, tenant_id, run_id, ordinal, target_fqn, service_id, connections, status, completed_at, result)
           values ($1, $2, $3, $4, $5, $6, 0, 'SUCCEEDED', clock_timestamp(), '{}')`,
          [newId(), tenantId, id, ++ordinal, formatFqn(facts.fqn), randomUUID()],
        );
      });
    }
    await this.end(id, status, tenantId);
    return id;
  }

  /** In one transaction, as the engine does. */
  end(id: string, status = "COMPLETED", tenantId = TENANT): Promise<void> {
    return this.catalog.database.tenant(tenantId, async (manager) => {
      const run = await manager.findOneByOrFail(WorkflowRun, { id });
      const { approval } = this.workflows.get(run.workflowType);
      if (status.startsWith("COMPLETED") && approval) await openApproval(manager, approval, run);
      await manager.query("update workflow_run set status = $2, completed_at = clock_timestamp() where id = $1", [
        id,
        status,
      ]);
    });
  }

  decide(
    workflowRunId: string,
    action: `${ApprovalAction}`,
    more: Partial<DecideWorkflowRunApprovalInput> = {},
    clientId = "ann",
  ) {
    return this.approvals.decide(this.context(clientId), {
      workflowRunId,
      action: ApprovalAction[action],
      ...more,
    });
  }

  /** `column kind after: decision` of each change, in the order of the run. */
  async changes(runId: string): Promise<{ id: string; says: string }[]> {
    return this.sql(
      `select id, concat_ws(' ', split_part(target_fqn, '.', 5), kind, coalesce(after, 'nothing')) || ': ' || decision as says
       from proposed_change where run_id = $1 order by table_fqn, position`,
      [runId],
    );
  }

  says = async (runId: string): Promise<string[]> => (await this.changes(runId)).map(({ says }) => says);

  async approval(runId: string) {
    const [row] = await this.sql(
      `select status, auto_saved as "autoSaved", decided_by_client_id as "by", superseded_by_run_id as "supersededBy", notes
       from workflow_run_approval where run_id = $1`,
      [runId],
    );
    return row;
  }

  /** `table.column kind name=value (origin)` of all that the catalog holds. */
  async catalogSays(): Promise<string[]> {
    const rows = await this.sql<{ says: string }>(
      `select concat_ws('.', t.name, c.name) || ' ' || a.kind || ' ' || a.name || '=' || coalesce(a.value, 'nothing') || ' (' || a.origin || ')' as says
       from asset_annotation a join catalog_table t on t.id = a.table_id left join catalog_column c on c.id = a.asset_id order by 1`,
    );
    return rows.map(({ says }) => says);
  }
}

const base = (column: string | null, kind: ProposedChangeKind, name: string, value: string): Finding => ({
  column,
  kind,
  name,
  value,
  confidence: 0.9,
  justification: { summary: "Why.", evidence: [{ source: "test", detail: "d", weight: 1 }] },
  origin: Origin.RULES,
});

export const tag = (column: string | null, name: string): Finding => base(column, ProposedChangeKind.TAG, name, name);

export const text = (column: string | null, value: string, kind = ProposedChangeKind.DESCRIPTION): Finding =>
  base(column, kind, "", value);

/** A rule of a column, told by its kind. */
export const range = (column: string, max: string, threshold = 1): Finding => ({
  ...base(column, ProposedChangeKind.DQ_RULE, `RANGE:${column}`, `${column} is at most ${max}`),
  detail: {
    name: `${column} is at most ${max}`,
    definition: { kind: DqRuleKind.RANGE, column, min: null, max },
    dimension: DqDimension.VALIDITY,
    severity: DqSeverity.HIGH,
    threshold,
    sql: `select ${max}`,
  },
});
