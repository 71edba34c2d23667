import type { DataSource } from "typeorm";
import { Approvals } from "../approvals/approvals.js";
import { Annotations } from "../assets/annotations/annotations.js";
import { Catalog } from "../assets/catalog/catalog.service.js";
import { PendingChanges } from "../assets/changes/pending-changes.js";
import { ProposedChanges } from "../assets/changes/proposed-changes.js";
import { AssetEdits } from "../assets/edits/asset-edits.js";
import { AssetHistories } from "../assets/history/asset-histories.js";
import { Profiles } from "../assets/profiles/profiles.js";
import { AssetSearch } from "../assets/search/asset-search.js";
import { DataServices } from "../assets/services/data-services.js";
import type { Config } from "../config.js";
import { Configurations } from "../configurations/configuration.service.js";
import { Definitions } from "../configurations/definitions.js";
import { PipelineQueries } from "../pipelines/pipeline.queries.js";
import { PipelineWriter } from "../pipelines/pipeline-writer.js";
import { Cursors } from "../platform/cursor.js";
import { Database } from "../platform/database.js";
import type { KeyRing } from "../platform/keys.js";
import { LanguageModel } from "../platform/language-model/language-model.js";
import type { Listener } from "../platform/listener.js";
import type { Queue } from "../platform/queue.js";
import { markEdited } from "../quality/metrics/mark-edited.js";
import { Metrics } from "../quality/metrics/metrics.js";
import { OwnRules } from "../quality/own-rules/own-rules.service.js";
import { RuleAtSource } from "../quality/own-rules/rule-at-source.js";
import { Acknowledgements } from "../quality/rules/acknowledge.js";
import { DqRules } from "../quality/rules/dq-rules.js";
import { QualityLists } from "../quality/rules/quality-lists.js";
import { Scorecards } from "../quality/scorecard/scorecards.js";
import { RunEventFeed } from "../runs/feed/event-feed.js";
import { TransitionFeed } from "../runs/feed/transition-feed.js";
import { Quotas } from "../runs/quotas.js";
import { RequestResolver } from "../runs/resolve-request.js";
import { RunPlans } from "../runs/run.plans.js";
import { RunQueries } from "../runs/run.queries.js";
import { Runs } from "../runs/run.service.js";
import type { Clock } from "../schedules/clock.js";
import { Firings } from "../schedules/firings.js";
import { EventReader } from "../schedules/read-event.js";
import { Schedules } from "../schedules/schedules.js";
import { Triggers } from "../schedules/triggers.js";
import { Sources } from "../sources/sources.js";
import { WebhookDeliveries } from "../webhooks/deliveries.js";
import { ReceiverHosts } from "../webhooks/receiver-hosts.js";
import { Webhooks } from "../webhooks/webhooks.js";
import { WorkflowRegistry } from "../workflows/registry.js";
import { makeWorkflows } from "./workflows.js";

export interface Foundation {
  readonly config: Config;
  readonly dataSource: DataSource;
  readonly keys: KeyRing;
  readonly queue: Queue;
  readonly listener: Listener;
  readonly clock: Clock;
}

export type Parts = ReturnType<typeof makeParts>;

/** Makes every part once, each with what it stands on. */
export function makeParts({ config, dataSource, keys, queue, listener, clock }: Foundation) {
  const database = new Database(dataSource);
  const cursors = new Cursors(keys);
  const sources = new Sources(config.sources);
  const services = new DataServices(database, keys, sources, cursors);
  const catalog = new Catalog(database, cursors);
  const profiles = new Profiles(database, cursors);
  const { spillDir, statementTimeoutMs } = config.sources;
  const tasksAtOnce = config.worker.concurrency;
  const languageModel = config.languageModel && new LanguageModel(config.languageModel);
  const workflows = new WorkflowRegistry(
    makeWorkflows({ services, sources, catalog, profiles, languageModel, spillDir, statementTimeoutMs, tasksAtOnce }),
  );
  const configurations = new Configurations(database, workflows, cursors);
  const requests = new RequestResolver(configurations, workflows, catalog);
  const receiverHosts = new ReceiverHosts(config.webhooks);
  const webhooks = new Webhooks(database, keys, receiverHosts, cursors);
  const pipelineWriter = new PipelineWriter(queue, { workflows, requests });
  const runs = new Runs(database, queue, requests, config.worker.tenantConcurrency, pipelineWriter);
  return {
    database,
    cursors,
    services,
    catalog,
    profiles,
    annotations: new Annotations(database),
    assetEdits: new AssetEdits(database, markEdited),
    assetSearch: new AssetSearch(database, cursors),
    pendingChanges: new PendingChanges(database, cursors),
    assetHistories: new AssetHistories(database, cursors),
    approvals: new Approvals(database, cursors, workflows),
    proposedChanges: new ProposedChanges(database, cursors),
    dqRules: new DqRules(database, cursors),
    qualityLists: new QualityLists(database, cursors),
    acknowledgements: new Acknowledgements(database),
    ownRules: new OwnRules(database, new RuleAtSource(services, sources)),
    metrics: new Metrics(database),
    scorecards: new Scorecards(database, catalog),
    workflows,
    listener,
    queue,
    configurations,
    definitions: new Definitions(database, workflows),
    runs,
    pipelineQueries: new PipelineQueries(database),
    runPlans: new RunPlans(database, cursors, runs),
    quotas: new Quotas(database, config.worker.tenantConcurrency),
    clock,
    schedules: new Schedules(database, runs, clock),
    triggers: new Triggers(database, runs, new EventReader(configurations, catalog)),
    firings: new Firings(database, cursors),
    runQueries: new RunQueries(database, cursors),
    transitionFeed: new TransitionFeed(database, cursors, listener, config.subscriberLagSeconds),
    eventFeed: new RunEventFeed(database, cursors, listener, config.subscriberLagSeconds),
    receiverHosts,
    webhooks,
    webhookDeliveries: new WebhookDeliveries(database, cursors, webhooks),
  };
}
