import type { EntityManager } from "typeorm";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { type Fqn, liesUnder, parseFqn } from "../platform/fqn.js";
import type { WorkflowTrigger } from "./trigger.entity.js";

type Wired = Pick<WorkflowTrigger, "configurationId" | "eventKind" | "sourceConfigurationId" | "asset">;
interface Configured {
  readonly id: string;
  readonly name: string;
  readonly workflowType: string;
  readonly assetFqn: string | null;
  readonly isDefault: boolean;
}

/** Its steps are runs of the tenant's default configurations, and one of them executes rules. */
const PIPELINE = "RUN_ALL_ENRICHMENT";
const CHANGE_TABLES = new Set(["SERVICE_INGESTION"]);
const EXECUTE_RULES = new Set(["DQ_EXECUTION", PIPELINE]);

/** One transaction of a tenant changes its triggers at a time: so that no two together make a circle that neither sees. */
export async function lockTriggers(manager: EntityManager, tenantId: string): Promise<void> {
  await manager.query("select pg_advisory_xact_lock(hashtextextended($1, 3))", [`triggers:${tenantId}`]);
}

/**
 * Refuses a trigger that would let a configuration start itself, over whatever others: where a configuration may cause what
 * another one's trigger waits for, it counts as its cause. The tenant's triggers are locked.
 */
export async function refuseCircle(manager: EntityManager, tenantId: string, added: Wired & { id: string }) {
  const triggers = (await manager.query(
    `select configuration_id as "configurationId", event_kind as "eventKind", source_configuration_id as "sourceConfigurationId", asset
     from workflow_trigger where tenant_id = $1 and enabled and id <> $2`,
    [tenantId, added.id],
  )) as Wired[];
  const configurations = (await manager.query(
    `select id, name, workflow_type as "workflowType", asset_fqn as "assetFqn", is_default as "isDefault"
     from workflow_configuration where tenant_id = $1`,
    [tenantId],
  )) as Configured[];
  const circle = circleThrough(added, triggers, configurations);
  if (!circle) return;
  const names = new Map(configurations.map(({ id, name }) => [id, name]));
  const message = `The triggers would go round in a circle: ${circle.map((id) => names.get(id)).join(" → ")}.`;
  throw UserErrors.one(ErrorCode.CONFLICT, message, "event");
}

/** The configurations of a circle, the first one again at its end; undefined where there is none. */
export function circleThrough(
  added: Wired,
  triggers: readonly Wired[],
  configurations: readonly Configured[],
): string[] | undefined {
  const started = new Map<string, Set<string>>();
  for (const trigger of [...triggers, added]) {
    for (const cause of causesOf(trigger, configurations)) {
      started.set(cause, (started.get(cause) ?? new Set()).add(trigger.configurationId));
    }
  }
  const home = added.configurationId;
  const cameFrom = new Map<string, string>();
  const open = [home];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const next of started.get(at) ?? []) {
      if (next === home) return pathTo(at, home, cameFrom);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      open.push(next);
    }
  }
  return undefined;
}

function pathTo(last: string, home: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const path = [home];
  for (let at = last; at !== home; at = cameFrom.get(at)!) path.unshift(at);
  return [home, ...path];
}

/** The configurations whose runs may cause the event. */
function causesOf(trigger: Wired, configurations: readonly Configured[]): string[] {
  if (trigger.eventKind === "RUN_COMPLETED") {
    const source = configurations.find(({ id }) => id === trigger.sourceConfigurationId);
    const pipelines = source?.isDefault ? configurations.filter(({ workflowType }) => workflowType === PIPELINE) : [];
    return [trigger.sourceConfigurationId!, ...pipelines.map(({ id }) => id)];
  }
  const types = trigger.eventKind === "TABLE_CHANGED" ? CHANGE_TABLES : EXECUTE_RULES;
  return configurations
    .filter(({ workflowType, assetFqn }) => types.has(workflowType) && mayConcern(assetFqn, trigger.asset))
    .map(({ id }) => id);
}

function mayConcern(assetFqn: string | null, asset: readonly string[] | null): boolean {
  if (assetFqn === null || asset === null) return true;
  const own = parseFqn(assetFqn);
  return liesUnder(own, asset as Fqn) || liesUnder(asset as Fqn, own);
}
