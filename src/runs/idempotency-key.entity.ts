import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/** A key that a client sent with a mutation, and what came of it. Kept for 24 hours. */
@Entity("idempotency_key")
export class IdempotencyKey {
  @PrimaryColumn("text", { name: "tenant_id", primaryKeyConstraintName: "idempotency_key_pk" })
  tenantId: string;

  @PrimaryColumn("text", { primaryKeyConstraintName: "idempotency_key_pk" })
  mutation: string;

  @PrimaryColumn("text", { primaryKeyConstraintName: "idempotency_key_pk" })
  key: string;

  @Column("text", { name: "input_hash" })
  inputHash: string;

  @Column("uuid", { name: "run_id" })
  runId: string;

  @Index("idempotency_key_age")
  @Column("timestamptz", { name: "created_at" })
  createdAt: Date;
}
