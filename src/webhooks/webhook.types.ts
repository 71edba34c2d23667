import { Field, ID, ObjectType } from "type-graphql";
import { UserError } from "../platform/errors.js";
import { connectionOf } from "../platform/paging.js";
import { WebhookDelivery } from "./delivery.entity.js";
import { Webhook } from "./webhook.entity.js";

export const WebhookConnection = connectionOf<Webhook>("Webhook", () => Webhook);
export const WebhookDeliveryConnection = connectionOf<WebhookDelivery>("WebhookDelivery", () => WebhookDelivery);

const ERRORS = "What is wrong with the input; nothing was changed then.";

@ObjectType({ description: "Answer to changing a webhook." })
export class WebhookPayload {
  @Field(() => Webhook, { nullable: true, description: "The webhook as it is now." })
  webhook: Webhook | null;

  @Field(() => [UserError], { description: ERRORS })
  userErrors: UserError[];
}

@ObjectType({ description: "Answer to registering a webhook, and to giving it a new secret." })
export class WebhookSecretPayload {
  @Field(() => Webhook, { nullable: true, description: "The webhook as it is now." })
  webhook: Webhook | null;

  @Field(() => String, {
    nullable: true,
    description: "The secret that signs what is sent (`whsec_…`). Keep it: it is never shown again.",
  })
  secret: string | null;

  @Field(() => [UserError], { description: ERRORS })
  userErrors: UserError[];
}

@ObjectType({ description: "Answer to removing a webhook." })
export class RemoveWebhookPayload {
  @Field(() => ID, { nullable: true, description: "Id of the webhook that was removed." })
  removedId: string | null;

  @Field(() => [UserError], { description: ERRORS })
  userErrors: UserError[];
}

@ObjectType({ description: "Answer to trying a webhook, or a delivery again." })
export class WebhookDeliveryPayload {
  @Field(() => WebhookDelivery, { nullable: true, description: "The delivery, which goes out now: read it again." })
  delivery: WebhookDelivery | null;

  @Field(() => [UserError], { description: ERRORS })
  userErrors: UserError[];
}
