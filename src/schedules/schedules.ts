import type { WorkflowConfiguration } from "../configurations/configuration.entity.js";
import type { RequestContext } from "../platform/context.js";
import type { Database } from "../platform/database.js";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { isId } from "../platform/ids.js";
import { loaderOf } from "../platform/loader.js";
import { validateInput } from "../platform/validation.js";
import type { Runs } from "../runs/run.service.js";
import type { Clock } from "./clock.js";
import { dropQueued } from "./queued-firings.js";
import { fireTimesOf } from "./read-schedule.js";
import { WorkflowSchedule } from "./schedule.entity.js";
import { SetWorkflowScheduleInput } from "./schedule.inputs.js";
import { startable } from "./startable.js";

const PREVIEWED = 5;
const MOST_TIMES = 20;

/** The schedules of configurations: each has one or none. */
export class Schedules {
  constructor(
    private readonly database: Database,
    private readonly runs: Runs,
    private readonly clock: Clock,
  ) {}

  async set(ctx: RequestContext, input: SetWorkflowScheduleInput): Promise<WorkflowConfiguration> {
    await validateInput(Object.assign(new SetWorkflowScheduleInput(), input));
    const times = fireTimesOf(input);
    const { tenantId, clientId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      const configuration = await startable(manager, this.runs, ctx.identity, input.configurationId);
      const now = await this.clock(manager);
      await manager.query(
        `insert into workflow_schedule (configuration_id, tenant_id, cron_expression, timezone, start_date, enabled,
           overlap_policy, save_all, client_id, next_fire_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (configuration_id) do update set cron_expression = excluded.cron_expression,
           timezone = excluded.timezone, start_date = excluded.start_date, enabled = excluded.enabled,
           overlap_policy = excluded.overlap_policy, save_all = excluded.save_all, client_id = excluded.client_id,
           next_fire_at = excluded.next_fire_at, updated_at = excluded.updated_at`,
        [
          configuration.id,
          tenantId,
          input.cronExpression.trim(),
          input.timezone,
          input.startDate ?? null,
          input.enabled,
          input.overlapPolicy,
          input.saveAll,
          clientId,
          input.enabled ? times.next(now) : null,
          now,
        ],
      );
      return configuration;
    });
  }

  async remove(ctx: RequestContext, configurationId: string): Promise<void> {
    const { tenantId } = ctx.identity;
    await this.database.tenant(tenantId, async (manager) => {
      const found = isId(configurationId)
        ? await manager.findOne(WorkflowSchedule, {
            where: { configurationId, tenantId },
            lock: { mode: "pessimistic_write" },
          })
        : null;
      if (!found) {
        const message = "There is no such configuration, or it has no schedule.";
        throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, message, "configurationId");
      }
      await manager.delete(WorkflowSchedule, { configurationId, tenantId });
      await dropQueued(manager, found, "The schedule was removed before the run could start.");
    });
  }

  of(ctx: RequestContext, configuration: WorkflowConfiguration): Promise<WorkflowSchedule | null> {
    const { tenantId } = ctx.identity;
    return loaderOf<string, WorkflowSchedule | null>(ctx, "schedules", (ids) =>
      this.database.tenant(tenantId, async (manager) => {
        const rows = await manager
          .createQueryBuilder(WorkflowSchedule, "s")
          .where("s.tenantId = :tenantId and s.configurationId = any(:ids)", { tenantId, ids })
          .getMany();
        const found = new Map(rows.map((row) => [row.configurationId, row]));
        return ids.map((id) => found.get(id) ?? null);
      }),
    ).load(configuration.id);
  }

  /** The next times of a schedule; none while it is not enabled. */
  async nextTimes(ctx: RequestContext, schedule: WorkflowSchedule, first: number): Promise<Date[]> {
    if (!Number.isInteger(first) || first < 1 || first > MOST_TIMES) {
      throw UserErrors.one(ErrorCode.VALIDATION_ERROR, `\`first\` must be from 1 to ${MOST_TIMES}.`, "first");
    }
    if (!schedule.enabled) return [];
    return fireTimesOf(schedule).upcoming(await this.now(ctx), first);
  }

  async preview(ctx: RequestContext, when: Parameters<typeof fireTimesOf>[0]): Promise<Date[]> {
    const times = fireTimesOf(when);
    return times.upcoming(await this.now(ctx), PREVIEWED);
  }

  private now(ctx: RequestContext): Promise<Date> {
    const clock = () => this.database.tenant(ctx.identity.tenantId, this.clock);
    return loaderOf<string, Date>(ctx, "now", async (keys) => {
      const now = await clock();
      return keys.map(() => now);
    }).load("now");
  }
}
