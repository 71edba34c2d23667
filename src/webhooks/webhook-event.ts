import { registerEnumType } from "type-graphql";

export enum WebhookEvent {
  RUN_TRANSITION = "RUN_TRANSITION",
  APPROVAL_REQUESTED = "APPROVAL_REQUESTED",
  VIOLATION_OPENED = "VIOLATION_OPENED",
  PING = "PING",
}
registerEnumType(WebhookEvent, {
  name: "WebhookEvent",
  description: "What a webhook is told about. More events may come: treat an unknown one as such.",
  valuesConfig: {
    RUN_TRANSITION: { description: "A run changed its status." },
    APPROVAL_REQUESTED: { description: "A run completed, and waits for somebody to decide on what it proposes." },
    VIOLATION_OPENED: { description: "A run found that a rule of data quality fails, which held before." },
    PING: { description: "A test that `pingWebhook` sends. It is not subscribed to." },
  },
});

/** What can be subscribed to. */
export const SUBSCRIBABLE = Object.values(WebhookEvent).filter((event) => event !== WebhookEvent.PING);

export enum WebhookFormat {
  JSON = "JSON",
  OPENLINEAGE = "OPENLINEAGE",
}
registerEnumType(WebhookFormat, {
  name: "WebhookFormat",
  description: "In which form a webhook is told; docs/webhooks.md shows each.",
  valuesConfig: {
    JSON: { description: "This product's own events." },
    OPENLINEAGE: { description: "OpenLineage run events (specification 2-0-2). For RUN_TRANSITION only." },
  },
});
