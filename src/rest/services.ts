import type { Approvals } from "../approvals/approvals.js";
import type { Annotations } from "../assets/annotations/annotations.js";
import type { Catalog } from "../assets/catalog/catalog.service.js";
import type { PendingChanges } from "../assets/changes/pending-changes.js";
import type { ProposedChanges } from "../assets/changes/proposed-changes.js";
import type { Configurations } from "../configurations/configuration.service.js";
import type { Cursors } from "../platform/cursor.js";
import type { DqRules } from "../quality/rules/dq-rules.js";
import type { Scorecards } from "../quality/scorecard/scorecards.js";
import type { RunEventFeed } from "../runs/feed/event-feed.js";
import type { RunQueries } from "../runs/run.queries.js";
import type { Runs } from "../runs/run.service.js";
import type { Schedules } from "../schedules/schedules.js";
import type { Triggers } from "../schedules/triggers.js";
import type { WorkflowRegistry } from "../workflows/registry.js";

/** What stands behind the routes: the services that GraphQL has too. */
export interface RestServices {
  readonly annotations: Annotations;
  readonly approvals: Approvals;
  readonly catalog: Catalog;
  readonly configurations: Configurations;
  readonly cursors: Cursors;
  readonly dqRules: DqRules;
  readonly eventFeed: RunEventFeed;
  readonly pendingChanges: PendingChanges;
  readonly proposedChanges: ProposedChanges;
  readonly runQueries: RunQueries;
  readonly runs: Runs;
  readonly schedules: Schedules;
  readonly scorecards: Scorecards;
  readonly triggers: Triggers;
  readonly workflows: WorkflowRegistry;
}
