import { z } from "zod";
import { type Fqn, formatFqn } from "../../platform/fqn.js";
import { DqSeverity } from "../../quality/rule.model.js";
import { WorkflowRunStatus } from "../../runs/run-status.js";
import { OverlapPolicy } from "../../schedules/overlap-policy.js";
import type { WorkflowSchedule } from "../../schedules/schedule.entity.js";
import type { WorkflowTrigger } from "../../schedules/trigger.entity.js";
import { eventOf, RunCompletedEvent, TableChangedEvent } from "../../schedules/trigger-event.types.js";
import { codes, flag, fqn, named, text, time, uuid } from "../fields.js";
import { lower } from "../names.js";

/** What schedules and triggers have alike. */
const STARTS = {
  enabled: flag("Whether it fires."),
  overlap_policy: codes(OverlapPolicy, "What happens when its last run is still under way."),
  save_all: flag("Whether its runs save their results without a manual approval."),
  client_id: text("The client that set it last; its runs are that client's."),
  updated_at: time("When it was set last."),
};

const startsOf = (row: WorkflowSchedule | WorkflowTrigger) => ({
  enabled: row.enabled,
  overlap_policy: lower(row.overlapPolicy),
  save_all: row.saveAll,
  client_id: row.clientId,
  updated_at: row.updatedAt.toISOString(),
});

export const Schedule = named("Schedule", "When runs of a workflow are started by themselves.", {
  cron_expression: z.string().meta({
    description: "Minute, hour, day of the month, month, day of the week.",
    examples: ["30 2 * * MON-FRI"],
  }),
  timezone: z.string().meta({ description: "The time zone whose clock it goes by.", examples: ["Europe/Berlin"] }),
  start_date: time("It does not fire before this time.").nullable(),
  ...STARTS,
  last_fired_at: time("When it fired last, whatever came of it.").nullable(),
});

export const scheduleOf = (row: WorkflowSchedule | null): z.infer<typeof Schedule> | null =>
  row && {
    cron_expression: row.cronExpression,
    timezone: row.timezone,
    start_date: row.startDate?.toISOString() ?? null,
    ...startsOf(row),
    last_fired_at: row.lastFiredAt?.toISOString() ?? null,
  };

const type = <Name extends string>(name: Name) => z.literal(name).meta({ description: "What kind of event it is." });

const Event = z
  .discriminatedUnion("type", [
    named("RunCompletedTrigger", "A run of a configuration ends.", {
      type: type("run_completed"),
      configuration_id: uuid("The configuration whose runs are meant."),
      statuses: z.array(codes(WorkflowRunStatus, "A status.")).meta({ description: "How it must end." }),
    }),
    named("TableChangedTrigger", "An ingestion that saves finds a table that is new, gone or described otherwise.", {
      type: type("table_changed"),
      asset_fqn: fqn("The table, or what it lies under."),
    }),
    named("RuleFailedTrigger", "A run finds that rules of data quality don't hold.", {
      type: type("rule_failed"),
      asset_fqn: fqn("Rules of this asset, or of what lies under it; null for all.").nullable(),
      minimum_severity: codes(DqSeverity, "Rules of this severity or a worse one; null for all.").nullable(),
      rule_id: uuid("This rule only; null for all.").nullable(),
    }),
  ])
  .meta({ id: "TriggerEvent", description: "What a trigger waits for; `type` says which. More types may come." });

export const Trigger = named("Trigger", "Starts a run of its workflow when something happens.", {
  id: uuid("The trigger."),
  event: Event,
  ...STARTS,
  created_at: time("When it was made."),
});

export const triggerOf = (row: WorkflowTrigger): z.infer<typeof Trigger> => ({
  id: row.id,
  event: triggerEventOf(row),
  ...startsOf(row),
  created_at: row.createdAt.toISOString(),
});

function triggerEventOf(row: WorkflowTrigger): z.infer<typeof Event> {
  const event = eventOf(row);
  if (event instanceof RunCompletedEvent) {
    return { type: "run_completed", configuration_id: event.configurationId, statuses: event.statuses.map(lower) };
  }
  const asset = event.assetFqn && formatFqn(event.assetFqn as Fqn);
  if (event instanceof TableChangedEvent) return { type: "table_changed", asset_fqn: asset! };
  const { minimumSeverity, ruleId } = event;
  const severity = minimumSeverity && lower(minimumSeverity);
  return { type: "rule_failed", asset_fqn: asset, minimum_severity: severity, rule_id: ruleId };
}
