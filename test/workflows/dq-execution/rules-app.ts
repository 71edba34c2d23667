import { randomUUID } from "node:crypto";
import pg from "pg";
import { DataSource, type DataSourceOptions } from "typeorm";
import dataSource from "../../../ormconfig.js";
import { applyChanges } from "../../../src/approvals/change-sets.js";
import { Origin, ProposedChangeKind } from "../../../src/assets/changes/change.model.js";
import { changesOfFindings } from "../../../src/assets/changes/changes-of-findings.js";
import { propose } from "../../../src/assets/changes/propose.js";
import { loadTableFacts } from "../../../src/assets/facts/load-table-facts.js";
import { Database } from "../../../src/platform/database.js";
import { type Fqn, formatFqn } from "../../../src/platform/fqn.js";
import { ruleSql } from "../../../src/quality/compile-rule.js";
import { DqDimension, DqSeverity, type RuleDefinition } from "../../../src/quality/rule.model.js";
import { knownRules } from "../../../src/quality/rules/known-rules.js";
import { TestSource } from "../../sources/source-fixture.js";
import { startTestApp, type TestApp, type TestClient } from "../../support/app.js";
import { registerService, runToEnd } from "../../support/sample-service.js";

export interface WantedRule {
  readonly name: string;
  readonly definition: RuleDefinition;
  readonly threshold?: number;
  readonly column?: string;
}

/** The app with a source of the test's own, registered as the service `src` of the tenant `acme`, and rules put in place. */
export class RulesApp {
  private constructor(
    readonly app: TestApp,
    readonly client: TestClient,
    readonly source: TestSource,
    readonly database: Database,
  ) {}

  static async start(sql: string): Promise<RulesApp> {
    const source = await TestSource.create();
    await source.admin.query(`${sql}; grant select on all tables in schema public to public`);
    const app = await startTestApp();
    const own = new DataSource({ ...dataSource.options, url: app.database.url } as DataSourceOptions);
    const made = new RulesApp(app, await app.as(), source, new Database(await own.initialize()));
    await made.register(made.client);
    return made;
  }

  async register(client: TestClient): Promise<void> {
    const { host, port, database, user, password } = this.source.target();
    await registerService(client, "src", { host, port, database, user, password: password! });
    const { statuses } = await runToEnd(client, "SERVICE_INGESTION", "src");
    if (statuses.at(-1) !== "COMPLETED") throw new Error("Not ingested.");
  }

  fqn(table: string): Fqn {
    return ["src", this.source.database.name, "public", table];
  }

  /** As a run that generates rules would: proposed, then made active. */
  async rules(table: string, wanted: readonly WantedRule[], tenantId = "acme"): Promise<string> {
    const runId = randomUUID();
    await this.database.tenant(tenantId, async (manager) => {
      const facts = (await loadTableFacts(manager, tenantId, this.fqn(table)))!;
      const tableFqn = formatFqn(facts.fqn);
      const findings = wanted.map(({ name, definition, threshold = 1, column = null }) => ({
        column,
        kind: ProposedChangeKind.DQ_RULE,
        name,
        value: name,
        confidence: 0.9,
        justification: { summary: "Seen in each row.", evidence: [] },
        origin: Origin.RULES,
        detail: {
          name,
          definition,
          threshold,
          dimension: DqDimension.VALIDITY,
          severity: DqSeverity.HIGH,
          sql: compiled(definition, facts),
        },
      }));
      const known = await knownRules(manager, tenantId, facts.id);
      const responsibility = {
        owns: ({ kind }: { kind: string }) => kind === ProposedChangeKind.DQ_RULE,
        undecided: new Set<string>(),
      };
      const changes = changesOfFindings(facts, findings, responsibility, known);
      await propose(manager, { tenantId, runId, tableId: facts.id, tableFqn, changes });
      await applyChanges(manager, { tenantId, runId, changeIds: null, clientId: null });
    });
    return runId;
  }

  /** On the app's own database, past row-level security. */
  async sql<Row = any>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.app.database.superuserUrl });
    await client.connect();
    try {
      return (await client.query(text, values)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** Runs the rules of a table, and answers the run's output. */
  async execute(table: string | null, more: Readonly<Record<string, unknown>> = {}, client = this.client) {
    const fqn = table === null ? ["src"] : this.fqn(table);
    const { runId, statuses } = await runToEnd(client, "DQ_EXECUTION", formatFqn(fqn as unknown as Fqn), more);
    const { workflowRun } = await client.ask(OUTPUT, { id: runId });
    return { runId, status: statuses.at(-1), ...workflowRun };
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.database.dataSource.destroy();
    await this.source.drop();
  }
}

function compiled(definition: RuleDefinition, facts: Parameters<typeof ruleSql>[1]): string {
  try {
    return ruleSql(definition, facts);
  } catch {
    return "select";
  }
}

const OUTPUT = `query ($id: ID!) { workflowRun(id: $id) {
  tasks { nodes { targetFqn status skipReason failure { code message } } }
  output { ... on DqExecutionOutput { tables rulesExecuted passed failed errors
    rules { ruleId targetFqn kind severity status rowsChecked rowsFailing failingShare error { code message } } } }
} }`;
