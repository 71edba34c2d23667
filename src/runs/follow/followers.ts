import type { Logger } from "pino";
import type { EntityManager } from "typeorm";
import { waitBriefly, waitedTooLong } from "../../platform/brief-waits.js";
import type { Database } from "../../platform/database.js";
import type { Listener } from "../../platform/listener.js";
import type { FollowedTransition, Follower } from "./follower.js";

const LOOK_AGAIN_MS = 2_000;
const BATCH = 100;

/** Hands transitions on to their followers, in whichever process comes first. */
export class Followers {
  private readonly byName: ReadonlyMap<string, Follower>;
  private readonly unlisten: () => void;
  private readonly timer: NodeJS.Timeout;
  private going?: Promise<void>;
  private again = false;
  private stopped = false;

  constructor(
    private readonly database: Database,
    listener: Listener,
    private readonly log: Logger,
    followers: readonly Follower[],
  ) {
    this.byName = new Map(followers.map((follower) => [follower.name, follower]));
    this.unlisten = listener.on("transitions", () => this.wake());
    this.timer = setInterval(() => this.wake(), LOOK_AGAIN_MS);
    this.wake();
  }

  /** What is under way ends in good order. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.unlisten();
    clearInterval(this.timer);
    await this.going;
  }

  private wake(): void {
    this.again = true;
    if (this.stopped) return;
    this.going ??= this.goOn().finally(() => {
      this.going = undefined;
      if (this.again) this.wake();
    });
  }

  private async goOn(): Promise<void> {
    this.again = false;
    try {
      for (const { tenantId, name } of await this.behind()) {
        if (this.stopped) return;
        await this.catchUp(tenantId, this.byName.get(name)!);
      }
    } catch (error) {
      this.log.warn({ err: error }, "transitions could not be followed");
    }
  }

  private behind(): Promise<{ tenantId: string; name: string }[]> {
    return this.database.system((manager) =>
      manager.query(
        `select f.tenant_id as "tenantId", f.name from feed_follower f join tenant t on t.id = f.tenant_id
         where t.feed_position > f.position and f.name = any($1) order by 1, 2`,
        [[...this.byName.keys()]],
      ),
    );
  }

  private async catchUp(tenantId: string, follower: Follower): Promise<void> {
    try {
      while (!this.stopped && (await this.database.tenant(tenantId, (manager) => batch(manager, tenantId, follower))));
    } catch (error) {
      const about = { err: error, tenantId, follower: follower.name };
      if (waitedTooLong(error))
        this.log.debug(about, "a follower waits for what is locked, as by a run that is ending");
      else this.log.error(about, "a follower failed; it is tried again");
    }
  }
}

/** Answers whether there may be more. One process at a time: the row's lock is the turn. */
async function batch(manager: EntityManager, tenantId: string, follower: Follower): Promise<boolean> {
  const [own] = (await manager.query(
    "select position from feed_follower where tenant_id = $1 and name = $2 for update skip locked",
    [tenantId, follower.name],
  )) as { position: string }[];
  if (!own) return false;
  await waitBriefly(manager);
  const transitions = (await manager.query(
    `select t.position, t.run_id as "runId", r.workflow_type as "workflowType", t.configuration_id as "configurationId",
       t.asset_fqn as "assetFqn", coalesce(t.pipeline_run_id, r.pipeline_run_id) as "pipelineRunId", t.sequence, t.from_status as "from", t.to_status as "to", t.attempt, t.reason,
       t.occurred_at as "occurredAt"
     from workflow_run_status_transition t join workflow_run r on r.id = t.run_id
     where t.tenant_id = $1 and t.position > $2 order by t.position limit ${BATCH}`,
    [tenantId, own.position],
  )) as FollowedTransition[];
  if (transitions.length === 0) return false;
  await follower.handle(manager, tenantId, transitions);
  await manager.query("update feed_follower set position = $3 where tenant_id = $1 and name = $2", [
    tenantId,
    follower.name,
    transitions.at(-1)!.position,
  ]);
  return transitions.length === BATCH;
}
