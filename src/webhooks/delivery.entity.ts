import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { DateTime } from "../platform/scalars.js";
import { Webhook } from "./webhook.entity.js";
import { WebhookEvent } from "./webhook-event.js";

export enum WebhookDeliveryStatus {
  PENDING = "PENDING",
  DELIVERED = "DELIVERED",
  FAILED = "FAILED",
  EXPIRED = "EXPIRED",
}
registerEnumType(WebhookDeliveryStatus, {
  name: "WebhookDeliveryStatus",
  description: "What became of a delivery.",
  valuesConfig: {
    PENDING: { description: "Under way, waits for its next attempt, or for an earlier delivery of the same run." },
    DELIVERED: { description: "The receiver answered with a status of 200 to 299." },
    FAILED: { description: "Given up: the receiver answered 410 Gone." },
    EXPIRED: { description: "Given up: no attempt of 24 hours succeeded." },
  },
});

@ObjectType({ description: "Why the last attempt of a delivery did not succeed." })
export class WebhookDeliveryError {
  @Field(() => String, { description: "A code, e.g. WEBHOOK_TIMEOUT; docs/errors.md lists them." })
  code: string;

  @Field(() => String, { description: "The same in words; never what the receiver answered." })
  message: string;
}

@ObjectType({ description: "One event that a webhook is told about, with what became of that." })
@Entity("webhook_delivery")
@Index("webhook_delivery_log", ["webhookId", "id"])
@Index("webhook_delivery_by_status", ["webhookId", "status", "id"])
@Index("webhook_delivery_due", { synchronize: false })
@Index("webhook_delivery_line", { synchronize: false })
@Index("webhook_delivery_head", { synchronize: false })
@Index("webhook_delivery_to_prune", { synchronize: false })
export class WebhookDelivery {
  @Field(() => ID, {
    description:
      "Id of the delivery: the header `webhook-id`, the same over all attempts. Receivers tell repeats by it.",
  })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @ForeignKey(() => Webhook, { name: "webhook_delivery_webhook", onDelete: "CASCADE" })
  @Column("uuid", { name: "webhook_id" })
  webhookId: string;

  @Field(() => WebhookEvent, { description: "What happened." })
  @Column("text")
  event: WebhookEvent;

  @Column("uuid", { name: "run_id", nullable: true })
  runId: string | null;

  /** Place of the transition in the tenant's feed, and of the event among those that came of the same transition. */
  @Column("bigint", { default: 0 })
  position: string;

  @Column("integer", { default: 0 })
  ordinal: number;

  /** The very bytes that are signed and sent, with each attempt. */
  @Column("text", { select: false })
  body: string;

  @Field(() => DateTime, { description: "When it happened." })
  @Column("timestamptz", { name: "occurred_at" })
  occurredAt: Date;

  @Field(() => DateTime, { description: "Until then it is tried." })
  @Column("timestamptz", { name: "expires_at" })
  expiresAt: Date;

  @Field(() => WebhookDeliveryStatus, { description: "What became of it." })
  @Column("text")
  status: WebhookDeliveryStatus;

  @Field(() => Int, { description: "How often it was tried; from 0 again after `retryWebhookDelivery`." })
  @Column("integer", { default: 0 })
  attempts: number;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "When it is tried next; null once it has ended, and while an earlier one of the same run is not delivered.",
  })
  @Column("timestamptz", { name: "next_attempt_at", nullable: true })
  nextAttemptAt: Date | null;

  /** A process is at it until then; another may take it over afterwards. */
  @Column("timestamptz", { name: "leased_until", nullable: true })
  leasedUntil: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it was tried last." })
  @Column("timestamptz", { name: "last_attempt_at", nullable: true })
  lastAttemptAt: Date | null;

  @Field(() => Int, { nullable: true, description: "Status of the last answer, e.g. 503; null where there was none." })
  @Column("integer", { name: "response_status", nullable: true })
  responseStatus: number | null;

  @Field(() => Float, { nullable: true, description: "Milliseconds that the last attempt took." })
  @Column("double precision", { name: "duration_ms", nullable: true })
  durationMs: number | null;

  @Field(() => WebhookDeliveryError, {
    nullable: true,
    description: "Why the last attempt did not succeed; null where it did.",
  })
  @Column("jsonb", { nullable: true })
  error: WebhookDeliveryError | null;

  @Field(() => DateTime, { nullable: true, description: "When it was delivered or given up; null before." })
  @Column("timestamptz", { name: "ended_at", nullable: true })
  endedAt: Date | null;
}
