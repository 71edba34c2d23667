import { Column, Entity, PrimaryColumn } from "typeorm";

/** A tenant, with the counter that gives its status transitions their place in the feed. */
@Entity("tenant")
export class Tenant {
  @PrimaryColumn("text")
  id: string;

  /** Position of the newest transition. Taken under this row's lock at the end of a transaction, so that order of commit is order of position. */
  @Column("bigint", { name: "feed_position", default: 0 })
  feedPosition: string;

  @Column("timestamptz", { name: "first_seen_at", default: () => "now()" })
  firstSeenAt: Date;
}
