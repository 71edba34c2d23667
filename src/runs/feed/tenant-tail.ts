import type { EntityManager } from "typeorm";
import type { Database } from "../../platform/database.js";
import { WorkflowRunStatusTransition } from "../transition.entity.js";

/** Transitions that a tenant's tail keeps in memory; whoever is further behind reads the table. */
const KEPT = 1_000;

export interface Head {
  readonly position: bigint;
  readonly pruned: bigint;
}

/** Where the tenant's log ends and where it begins. The counter is written with the transitions: what it says is visible. */
export async function headOf(manager: EntityManager, tenantId: string): Promise<Head> {
  const [row] = (await manager.query("select feed_position, pruned_position from tenant where id = $1", [
    tenantId,
  ])) as {
    feed_position: string;
    pruned_position: string;
  }[];
  return { position: BigInt(row?.feed_position ?? 0), pruned: BigInt(row?.pruned_position ?? 0) };
}

/**
 * The end of one tenant's log, shared by all its subscribers on this gateway: however many there are, each wake-up reads
 * the table once.
 */
export class TenantTail {
  subscribers = 0;
  private floor?: bigint;
  private head = 0n;
  private kept: WorkflowRunStatusTransition[] = [];
  private refreshing?: Promise<void>;
  private stale = false;

  constructor(
    private readonly database: Database,
    private readonly tenantId: string,
  ) {}

  /** Reads what was added since; calls that come meanwhile share one more read. */
  refresh(): Promise<void> {
    if (this.refreshing) {
      this.stale = true;
      return this.refreshing;
    }
    this.refreshing = this.readOn().finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  private async readOn(): Promise<void> {
    do {
      this.stale = false;
      await this.database.tenant(this.tenantId, async (manager) => {
        if (this.floor === undefined) {
          const { position } = await headOf(manager, this.tenantId);
          this.floor = position;
          this.head = position;
          return;
        }
        const rows = await manager
          .createQueryBuilder(WorkflowRunStatusTransition, "t")
          .where("t.tenantId = :tenantId and t.position > :head", { tenantId: this.tenantId, head: String(this.head) })
          .orderBy("t.position", "ASC")
          .limit(KEPT)
          .getMany();
        this.add(rows);
        if (rows.length === KEPT) this.stale = true;
      });
    } while (this.stale);
  }

  private add(rows: WorkflowRunStatusTransition[]): void {
    if (rows.length === 0) return;
    this.head = BigInt(rows.at(-1)!.position);
    this.kept.push(...rows);
    const surplus = this.kept.length - KEPT;
    if (surplus <= 0) return;
    this.floor = BigInt(this.kept[surplus - 1]!.position);
    this.kept = this.kept.slice(surplus);
  }

  /** What follows `position`, and where that ends; undefined where it is older than what is kept here. */
  after(position: bigint): { rows: WorkflowRunStatusTransition[]; head: bigint } | undefined {
    if (this.floor === undefined || position < this.floor) return undefined;
    return {
      rows: this.kept.filter((row) => BigInt(row.position) > position),
      head: this.head > position ? this.head : position,
    };
  }
}
