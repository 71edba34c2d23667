import { ApprovalResolver } from "../approvals/approval.resolver.js";
import {
  ApprovalFieldsResolver,
  ChangeRunResolver,
  HistoryRunResolver,
  RunApprovalResolver,
} from "../approvals/approval-fields.resolver.js";
import {
  ANNOTATION_RESOLVERS,
  CATALOG_RESOLVERS,
  HISTORY_RESOLVERS,
  PENDING_CHANGES_RESOLVERS,
  PROFILE_RESOLVERS,
} from "../assets/asset-resolvers.js";
import { ChangeTextsResolver } from "../assets/changes/change-texts.resolver.js";
import { AssetEditsResolver } from "../assets/edits/edit.resolver.js";
import { HistoryTextsResolver } from "../assets/history/history.resolver.js";
import { AssetSearchResolver } from "../assets/search/search.resolver.js";
import { DataServiceResolver } from "../assets/services/data-service.resolver.js";
import { ConfigurationResolver } from "../configurations/configuration.resolver.js";
import {
  ConfigurationFieldsResolver,
  DefinitionFieldsResolver,
} from "../configurations/configuration-fields.resolver.js";
import { SubgraphResolver } from "../gateway/federation/subgraph.resolver.js";
import type { Resolvers } from "../gateway/schema.js";
import { ViewerResolver } from "../gateway/viewer.resolver.js";
import { PipelineResolver } from "../pipelines/pipeline.resolver.js";
import { PipelineStepResolver, RunPipelineResolver } from "../pipelines/pipeline-relations.resolver.js";
import { Container } from "../platform/container.js";
import { TableMetricsResolver } from "../quality/metrics/metric.resolver.js";
import { OwnRulesResolver } from "../quality/own-rules/own-rules.resolver.js";
import { RULE_RESOLVERS } from "../quality/quality-resolvers.js";
import { QualityListsResolver } from "../quality/rules/quality-lists.resolver.js";
import { SCORECARD_RESOLVERS } from "../quality/scorecard/scorecard.resolver.js";
import { RunResolver } from "../runs/run.resolver.js";
import { AssetRunsResolver, RunAssetResolver } from "../runs/run-asset.resolver.js";
import { RunChangesResolver } from "../runs/run-changes.resolver.js";
import { RunFieldsResolver } from "../runs/run-fields.resolver.js";
import { RunPlanResolver } from "../runs/run-plan.resolver.js";
import { RunSubscriptionsResolver } from "../runs/run-subscriptions.resolver.js";
import { TransitionFieldsResolver } from "../runs/transition-fields.resolver.js";
import {
  ConfigurationScheduleResolver,
  FiringFieldsResolver,
  ScheduleFieldsResolver,
} from "../schedules/configuration-schedule.resolver.js";
import { ScheduleResolver } from "../schedules/schedule.resolver.js";
import { RunCompletedEventResolver, TriggerResolver } from "../schedules/trigger.resolver.js";
import { WebhookDeliveriesResolver, WebhookDeliveryRunResolver } from "../webhooks/delivery.resolver.js";
import { WebhookResolver } from "../webhooks/webhook.resolver.js";
import { defineParameterMembers } from "../workflows/parameters.js";
import type { Parts } from "./parts.js";
import { makeWorkflows, type WorkflowParts } from "./workflows.js";

/** Every resolver of the public graph. A resolver only keeps what it is given. */
const resolversOf = (parts: Parts): object[] => [
  ...CATALOG_RESOLVERS.map((resolver) => new resolver(parts.catalog)),
  ...PROFILE_RESOLVERS.map((resolver) => new resolver(parts.profiles)),
  ...ANNOTATION_RESOLVERS.map((resolver) => new resolver(parts.annotations)),
  new AssetSearchResolver(parts.assetSearch),
  new AssetEditsResolver(parts.assetEdits),
  ...PENDING_CHANGES_RESOLVERS.map((resolver) => new resolver(parts.pendingChanges)),
  new ChangeTextsResolver(),
  ...HISTORY_RESOLVERS.map((resolver) => new resolver(parts.assetHistories)),
  new HistoryTextsResolver(),
  ...RULE_RESOLVERS.map((resolver) => new resolver(parts.dqRules)),
  new QualityListsResolver(parts.dqRules, parts.qualityLists, parts.acknowledgements),
  new OwnRulesResolver(parts.ownRules),
  new TableMetricsResolver(parts.metrics),
  ...SCORECARD_RESOLVERS.map((resolver) => new resolver(parts.scorecards)),
  new DataServiceResolver(parts.services),
  new ConfigurationResolver(parts.configurations, parts.definitions),
  new ConfigurationFieldsResolver(parts.definitions, parts.workflows),
  new DefinitionFieldsResolver(parts.workflows),
  new RunResolver(parts.runs, parts.runQueries, parts.runPlans),
  new RunFieldsResolver(parts.runQueries, parts.configurations, parts.workflows),
  new RunAssetResolver(parts.catalog),
  new RunChangesResolver(parts.proposedChanges),
  new PipelineResolver(parts.pipelineQueries, parts.runQueries),
  new PipelineStepResolver(parts.runQueries),
  new RunPipelineResolver(parts.pipelineQueries),
  new AssetRunsResolver(parts.runQueries),
  new RunPlanResolver(parts.runPlans, parts.workflows),
  new RunSubscriptionsResolver(parts.transitionFeed, parts.eventFeed),
  new TransitionFieldsResolver(parts.runQueries),
  new ApprovalResolver(parts.approvals),
  new RunApprovalResolver(parts.approvals),
  new ApprovalFieldsResolver(parts.approvals, parts.runQueries),
  new ChangeRunResolver(parts.runQueries),
  new HistoryRunResolver(parts.runQueries),
  new ScheduleResolver(parts.schedules, parts.configurations),
  new TriggerResolver(parts.triggers, parts.configurations),
  new RunCompletedEventResolver(parts.configurations),
  new ConfigurationScheduleResolver(parts.schedules, parts.triggers, parts.firings),
  new ScheduleFieldsResolver(parts.schedules),
  new FiringFieldsResolver(parts.runQueries, parts.triggers),
  new ViewerResolver(parts.quotas),
  new WebhookResolver(parts.webhooks),
  new WebhookDeliveriesResolver(parts.webhookDeliveries),
  new WebhookDeliveryRunResolver(parts.runQueries),
];

export function makeResolvers(parts: Parts): Container {
  const container = new Container();
  for (const resolver of resolversOf(parts)) container.add(resolver);
  container.add(
    new SubgraphResolver({
      runs: parts.runQueries,
      configurations: parts.configurations,
      pipelines: parts.pipelineQueries,
      catalog: parts.catalog,
    }),
  );
  return container;
}

defineParameterMembers(makeWorkflows({} as WorkflowParts));

/** Their classes, which say what the schema is: that needs no parts. */
export const RESOLVERS = resolversOf({} as Parts).map((resolver) => resolver.constructor) as unknown as Resolvers;

/** What /graphql serves: the public graph, and what makes it a subgraph of a federated one. */
export const SERVED_RESOLVERS: Resolvers = [...RESOLVERS, SubgraphResolver];
