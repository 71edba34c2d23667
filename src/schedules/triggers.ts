import type { EntityManager } from "typeorm";
import type { WorkflowConfiguration } from "../configurations/configuration.entity.js";
import type { RequestContext } from "../platform/context.js";
import type { Database } from "../platform/database.js";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { isId, newId } from "../platform/ids.js";
import { loaderOf } from "../platform/loader.js";
import { validateInput } from "../platform/validation.js";
import { beginToFollow } from "../runs/follow/follower.js";
import type { Runs } from "../runs/run.service.js";
import { dropQueued } from "./queued-firings.js";
import type { EventReader } from "./read-event.js";
import { startable } from "./startable.js";
import { WorkflowTrigger } from "./trigger.entity.js";
import { CreateWorkflowTriggerInput, UpdateWorkflowTriggerInput } from "./trigger.inputs.js";
import { lockTriggers, refuseCircle } from "./trigger-circle.js";
import { toEventInput } from "./trigger-event.inputs.js";
import { TRIGGER_FOLLOWER } from "./trigger-follower.js";

const MOST_TRIGGERS = 50;

/** The triggers of configurations. */
export class Triggers {
  constructor(
    private readonly database: Database,
    private readonly runs: Runs,
    private readonly events: EventReader,
  ) {}

  async create(ctx: RequestContext, input: CreateWorkflowTriggerInput): Promise<WorkflowTrigger> {
    const event = toEventInput(input.event);
    await validateInput(Object.assign(new CreateWorkflowTriggerInput(), input, { event }));
    const { tenantId, clientId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      await lockTriggers(manager, tenantId);
      const { id: configurationId } = await startable(manager, this.runs, ctx.identity, input.configurationId);
      if ((await manager.countBy(WorkflowTrigger, { tenantId, configurationId })) >= MOST_TRIGGERS) {
        const message = `A configuration has at most ${MOST_TRIGGERS} triggers.`;
        throw UserErrors.one(ErrorCode.CONFLICT, message, "configurationId");
      }
      const { enabled, overlapPolicy, saveAll } = input;
      const now = new Date();
      const trigger = Object.assign(new WorkflowTrigger(), await this.events.read(manager, tenantId, event), {
        ...{ id: newId(), tenantId, configurationId, enabled, overlapPolicy, saveAll, clientId },
        ...{ since: await begin(manager, tenantId), createdAt: now, updatedAt: now },
      });
      if (enabled) await refuseCircle(manager, tenantId, trigger);
      await manager.insert(WorkflowTrigger, trigger);
      return trigger;
    });
  }

  async update(ctx: RequestContext, input: UpdateWorkflowTriggerInput): Promise<WorkflowTrigger> {
    const event = input.event && toEventInput(input.event);
    await validateInput(Object.assign(new UpdateWorkflowTriggerInput(), input, { event }));
    const { tenantId, clientId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      await lockTriggers(manager, tenantId);
      const { configurationId, enabled: was } = await triggerOf(manager, tenantId, input.id);
      const enabled = input.enabled ?? was;
      // Before the trigger's own lock, as where a configuration is archived.
      if (enabled) await startable(manager, this.runs, ctx.identity, configurationId);
      const trigger = await triggerOf(manager, tenantId, input.id, LOCKED);
      const begins = event != null || (enabled && !trigger.enabled);
      if (event) Object.assign(trigger, await this.events.read(manager, tenantId, event));
      trigger.enabled = enabled;
      trigger.overlapPolicy = input.overlapPolicy ?? trigger.overlapPolicy;
      trigger.saveAll = input.saveAll ?? trigger.saveAll;
      if (enabled) await refuseCircle(manager, tenantId, trigger);
      if (begins) trigger.since = await begin(manager, tenantId);
      Object.assign(trigger, { clientId, updatedAt: new Date() });
      await manager.update(WorkflowTrigger, { id: trigger.id, tenantId }, { ...trigger });
      return trigger;
    });
  }

  /** Answers it as it was. */
  async remove(ctx: RequestContext, id: string): Promise<WorkflowTrigger> {
    const { tenantId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      const trigger = await triggerOf(manager, tenantId, id, LOCKED);
      await manager.delete(WorkflowTrigger, { id, tenantId });
      const source = { ...trigger, triggerId: trigger.id };
      await dropQueued(manager, source, "The trigger was removed before the run could start.");
      return trigger;
    });
  }

  /** A configuration's triggers, the oldest first. */
  of(ctx: RequestContext, configuration: WorkflowConfiguration): Promise<WorkflowTrigger[]> {
    return loaderOf<string, WorkflowTrigger[]>(ctx, "triggersOfConfigurations", async (ids) => {
      const rows = await this.rows(ctx, "configurationId", ids);
      return ids.map((id) => rows.filter((row) => row.configurationId === id));
    }).load(configuration.id);
  }

  /** Null where it was removed. */
  find(ctx: RequestContext, id: string): Promise<WorkflowTrigger | null> {
    return loaderOf<string, WorkflowTrigger | null>(ctx, "triggers", async (ids) => {
      const rows = await this.rows(ctx, "id", ids);
      return ids.map((each) => rows.find((row) => row.id === each) ?? null);
    }).load(id);
  }

  private rows(ctx: RequestContext, key: "id" | "configurationId", ids: readonly string[]) {
    const { tenantId } = ctx.identity;
    return this.database.tenant(tenantId, (manager) =>
      manager
        .createQueryBuilder(WorkflowTrigger, "t")
        .where(`t.tenantId = :tenantId and t.${key} = any(:ids)`, { tenantId, ids })
        .orderBy("t.id")
        .getMany(),
    );
  }
}

const LOCKED = { mode: "pessimistic_write" } as const;

async function triggerOf(
  manager: EntityManager,
  tenantId: string,
  id: string,
  lock?: typeof LOCKED,
): Promise<WorkflowTrigger> {
  const trigger = isId(id) ? await manager.findOne(WorkflowTrigger, { where: { id, tenantId }, lock }) : null;
  if (!trigger) throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such trigger.", "id");
  return trigger;
}

/** What has happened up to now is none of a trigger's business. Answers where that is. */
async function begin(manager: EntityManager, tenantId: string): Promise<string> {
  await beginToFollow(manager, tenantId, TRIGGER_FOLLOWER);
  const [row] = (await manager.query("select feed_position as since from tenant where id = $1", [tenantId])) as {
    since: string;
  }[];
  return row!.since;
}
