import "reflect-metadata";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DataSource } from "typeorm";
import { WorkflowRunApproval } from "./src/approvals/approval.entity.js";
import { Annotation } from "./src/assets/annotations/annotation.entity.js";
import { ColumnAsset } from "./src/assets/catalog/column.entity.js";
import { DatabaseAsset } from "./src/assets/catalog/database.entity.js";
import { SchemaAsset } from "./src/assets/catalog/schema.entity.js";
import { TableAsset } from "./src/assets/catalog/table.entity.js";
import { ProposedChange } from "./src/assets/changes/proposed-change.entity.js";
import { AssetHistory } from "./src/assets/history/asset-history.entity.js";
import { ColumnProfileRow } from "./src/assets/profiles/column-profile.entity.js";
import { TableProfile } from "./src/assets/profiles/table-profile.entity.js";
import { AssetSearchRow } from "./src/assets/search/asset-search.entity.js";
import { DataService } from "./src/assets/services/data-service.entity.js";
import { readConfig } from "./src/config.js";
import { WorkflowConfiguration } from "./src/configurations/configuration.entity.js";
import { WorkflowDefinition } from "./src/configurations/definition.entity.js";
import { Runs1700000001000 } from "./src/migrations/1700000001000-runs.js";
import { DataServices1700000002000 } from "./src/migrations/1700000002000-data-services.js";
import { Catalog1700000003000 } from "./src/migrations/1700000003000-catalog.js";
import { Annotations1700000004000 } from "./src/migrations/1700000004000-annotations.js";
import { Quality1700000005000 } from "./src/migrations/1700000005000-quality.js";
import { Metrics1700000006000 } from "./src/migrations/1700000006000-metrics.js";
import { Review1700000007000 } from "./src/migrations/1700000007000-review.js";
import { Followers1700000007500 } from "./src/migrations/1700000007500-followers.js";
import { AssetSearch1700000008000 } from "./src/migrations/1700000008000-asset-search.js";
import { StewardsRules1700000009000 } from "./src/migrations/1700000009000-stewards-rules.js";
import { Scorecards1700000010000 } from "./src/migrations/1700000010000-scorecards.js";
import { Pipelines1700000011000 } from "./src/migrations/1700000011000-pipelines.js";
import { Schedules1700000012000 } from "./src/migrations/1700000012000-schedules.js";
import { Webhooks1700000013000 } from "./src/migrations/1700000013000-webhooks.js";
import { AssetSearchFlags1700000014000 } from "./src/migrations/1700000014000-asset-search-flags.js";
import { ChangesThatWait1700000015000 } from "./src/migrations/1700000015000-changes-that-wait.js";
import { PipelineRun } from "./src/pipelines/pipeline-run.entity.js";
import { PipelineStepRow } from "./src/pipelines/pipeline-step.entity.js";
import { survivesCuts } from "./src/platform/on-connect.js";
import { MetricSnapshot } from "./src/quality/metrics/metric-snapshot.entity.js";
import { TableAssessment } from "./src/quality/metrics/table-assessment.entity.js";
import { DqRuleExecution } from "./src/quality/rules/execution.entity.js";
import { DqRule } from "./src/quality/rules/rule.entity.js";
import { DqViolation } from "./src/quality/rules/violation.entity.js";
import { WorkflowRunEventRow } from "./src/runs/event.entity.js";
import { FeedFollower } from "./src/runs/follow/follower.entity.js";
import { IdempotencyKey } from "./src/runs/idempotency-key.entity.js";
import { WorkflowRun } from "./src/runs/run.entity.js";
import { WorkflowRunTask } from "./src/runs/task.entity.js";
import { Tenant } from "./src/runs/tenant.entity.js";
import { WorkflowRunStatusTransition } from "./src/runs/transition.entity.js";
import { WorkflowFiring } from "./src/schedules/firing.entity.js";
import { WorkflowSchedule } from "./src/schedules/schedule.entity.js";
import { WorkflowTrigger } from "./src/schedules/trigger.entity.js";
import { WebhookDelivery } from "./src/webhooks/delivery.entity.js";
import { Webhook } from "./src/webhooks/webhook.entity.js";

const config = readConfig();
const embedded = join(config.dataDir, "database-url");

/** The one DataSource: the app and the TypeORM command line use it alike. Without DATABASE_URL: the embedded server. */
export default new DataSource({
  type: "postgres",
  url: config.databaseUrl || (existsSync(embedded) ? readFileSync(embedded, "utf8").trim() : undefined),
  applicationName: "data-readiness",
  poolSize: config.databasePool,
  extra: { onConnect: survivesCuts },
  synchronize: false,
  migrationsTransactionMode: "each",
  entities: [
    Tenant,
    WorkflowDefinition,
    WorkflowConfiguration,
    WorkflowRun,
    WorkflowRunTask,
    WorkflowRunStatusTransition,
    WorkflowRunEventRow,
    IdempotencyKey,
    DataService,
    DatabaseAsset,
    SchemaAsset,
    TableAsset,
    ColumnAsset,
    TableProfile,
    ColumnProfileRow,
    Annotation,
    ProposedChange,
    DqRule,
    DqRuleExecution,
    DqViolation,
    MetricSnapshot,
    TableAssessment,
    AssetHistory,
    AssetSearchRow,
    WorkflowRunApproval,
    FeedFollower,
    Webhook,
    WebhookDelivery,
    PipelineRun,
    PipelineStepRow,
    WorkflowSchedule,
    WorkflowTrigger,
    WorkflowFiring,
  ],
  migrations: [
    Runs1700000001000,
    DataServices1700000002000,
    Catalog1700000003000,
    Annotations1700000004000,
    Quality1700000005000,
    Metrics1700000006000,
    Review1700000007000,
    Followers1700000007500,
    AssetSearch1700000008000,
    Scorecards1700000010000,
    StewardsRules1700000009000,
    Webhooks1700000013000,
    AssetSearchFlags1700000014000,
    ChangesThatWait1700000015000,
    Pipelines1700000011000,
    Schedules1700000012000,
  ],
});
