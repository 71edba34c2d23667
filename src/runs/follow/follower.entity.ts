import { Column, Entity, PrimaryColumn } from "typeorm";

/** How far a follower has read a tenant's transitions. */
@Entity("feed_follower")
export class FeedFollower {
  @PrimaryColumn("text", { name: "tenant_id", primaryKeyConstraintName: "feed_follower_pk" })
  tenantId: string;

  @PrimaryColumn("text", { primaryKeyConstraintName: "feed_follower_pk" })
  name: string;

  @Column("bigint")
  position: string;
}
