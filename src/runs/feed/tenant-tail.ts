import type { EntityManager } from "typeorm";
import type { Database } from "../../platform/database.js";
import { WorkflowRunStatusTransition } from "../transition.entity.js";

/** Transitions that a tenant's tail keeps in memory; whoever is further behind reads the table. */
const KEPT = 1_000;

/** Where the tenant's log ends. The counter is written with the transitions: what it says is visible. */
export async function headOf(manager: EntityManager, tenantId: string): Promise<bigint> {
  const [row] = (await manager.query("select feed_position from tenant where id = $1", [tenantId])) as {
    feed_position: string;
  }[];
  return BigInt(row?.feed_position ?? 0);
}

export interface Batch {
  readonly rows: readonly WorkflowRunStatusTransition[];
  /** Up to where the rows reach. */
  readonly head: bigint;
}

/**
 * The end of one tenant's log, shared by all its subscribers on this gateway: however many there are, each wake-up reads
 * the table once.
 */
export class TenantTail {
  subscribers = 0;
  /** All that follows the floor, up to the head, is kept. */
  private floor?: bigint;
  private head = 0n;
  private kept: WorkflowRunStatusTransition[] = [];
  private reading?: Promise<void>;
  private next?: Promise<void>;

  constructor(
    private readonly database: Database,
    private readonly tenantId: string,
  ) {}

  /** Reads what was added since. A call that comes during a read may have seen more than it: such calls share one more. */
  refresh(): Promise<void> {
    if (this.next) return this.next;
    if (!this.reading) return this.read();
    const after = () => {
      this.next = undefined;
      return this.read();
    };
    this.next = this.reading.then(after, after);
    return this.next;
  }

  private read(): Promise<void> {
    const reading: Promise<void> = this.readOn().finally(() => {
      if (this.reading === reading) this.reading = undefined;
    });
    this.reading = reading;
    return reading;
  }

  private async readOn(): Promise<void> {
    await this.database.tenant(this.tenantId, async (manager) => {
      if (this.floor === undefined) {
        this.head = await headOf(manager, this.tenantId);
        this.floor = this.head;
      }
      for (let more = true; more; ) {
        const rows = await manager
          .createQueryBuilder(WorkflowRunStatusTransition, "t")
          .where("t.tenantId = :tenantId and t.position > :head", { tenantId: this.tenantId, head: String(this.head) })
          .orderBy("t.position", "ASC")
          .limit(KEPT)
          .getMany();
        more = rows.length === KEPT;
        this.kept.push(...rows);
        const forgotten = this.kept.splice(0, Math.max(this.kept.length - KEPT, 0)).at(-1);
        if (forgotten) this.floor = BigInt(forgotten.position);
        this.head = BigInt(this.kept.at(-1)?.position ?? this.head);
      }
    });
  }

  /** What follows `position`; undefined where it is older than what is kept here. */
  after(position: bigint): Batch | undefined {
    if (this.floor === undefined || position < this.floor) return undefined;
    let from = this.kept.length;
    while (from > 0 && BigInt(this.kept[from - 1]!.position) > position) from--;
    return { rows: this.kept.slice(from), head: this.head > position ? this.head : position };
  }
}
