import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn, Unique } from "typeorm";
import { DateTime } from "../platform/scalars.js";
import { WebhookEvent, WebhookFormat } from "./webhook-event.js";

@ObjectType({
  description: "An HTTPS address of the tenant that is told what happens. Its signing secret is never shown.",
})
@Entity("webhook")
@Unique("webhook_name", ["tenantId", "name"])
export class Webhook {
  @Field(() => ID, { description: "Id of the webhook (UUIDv7: ids sort by time)." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @Field(() => String, { description: "Its name, unique within the tenant." })
  @Column("text")
  name: string;

  @Column("text")
  url: string;

  @Field(() => [WebhookEvent], { description: "What it is told about." })
  @Column("text", { array: true })
  events: WebhookEvent[];

  @Field(() => WebhookFormat, { description: "The form of what it is told." })
  @Column("text")
  format: WebhookFormat;

  @Field(() => Boolean, {
    description: "Whether it is told anything. What happens while it is not enabled, it is never told about.",
  })
  @Column("boolean")
  enabled: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Why it was disabled, where no client did that: its receiver answered 410 Gone.",
  })
  @Column("text", { name: "disabled_reason", nullable: true })
  disabledReason: string | null;

  /** Sealed with the key `keyId`, like the previous one; read by nobody but the sender. */
  @Column("bytea", { name: "sealed_secret", select: false })
  sealedSecret: Buffer;

  @Column("text", { name: "key_id" })
  keyId: string;

  @Column("bytea", { name: "sealed_previous_secret", nullable: true, select: false })
  sealedPreviousSecret: Buffer | null;

  @Column("text", { name: "previous_key_id", nullable: true })
  previousKeyId: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "Until then the secret from before the last rotation signs as well; null where there was none.",
  })
  @Column("timestamptz", { name: "previous_secret_until", nullable: true })
  previousSecretUntil: Date | null;

  @Field(() => DateTime, { description: "When it was registered." })
  @Column("timestamptz", { name: "created_at" })
  createdAt: Date;

  @Field(() => DateTime, { description: "When it was changed last." })
  @Column("timestamptz", { name: "updated_at" })
  updatedAt: Date;
}
