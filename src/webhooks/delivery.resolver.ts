import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../platform/context.js";
import { withUserErrors } from "../platform/errors.js";
import { requestContext } from "../platform/guard.js";
import { ForwardPage } from "../platform/paging-args.js";
import { WorkflowRun } from "../runs/run.entity.js";
import { RunQueries } from "../runs/run.queries.js";
import { WebhookDeliveries } from "./deliveries.js";
import { WebhookDelivery, WebhookDeliveryStatus } from "./delivery.entity.js";
import { Webhook } from "./webhook.entity.js";
import { PingWebhookInput, RetryWebhookDeliveryInput } from "./webhook.inputs.js";
import { WebhookDeliveryConnection, WebhookDeliveryPayload } from "./webhook.types.js";

const NOTHING: WebhookDeliveryPayload = { delivery: null, userErrors: [] };

@Resolver(() => Webhook)
export class WebhookDeliveriesResolver {
  constructor(private readonly deliveries: WebhookDeliveries) {}

  @FieldResolver(() => WebhookDeliveryConnection, {
    name: "deliveries",
    description:
      "What it was told and is to be told, newest first; kept for 30 days after their end (docs/webhooks.md).",
  })
  list(
    @Root() webhook: Webhook,
    @Ctx() context: GraphQLContext,
    @Args(() => ForwardPage) page: ForwardPage,
    @Arg("status", () => WebhookDeliveryStatus, { nullable: true, description: "Only those of which this became." })
    status?: WebhookDeliveryStatus | null,
  ) {
    return this.deliveries.list(requestContext(context), webhook.id, status ?? null, page);
  }

  @Authorized("admin")
  @Mutation(() => WebhookDeliveryPayload, {
    nullable: true,
    description:
      "Sends a webhook a delivery that says nothing (PING), tried for a minute. Its log tells whether it arrived.",
  })
  pingWebhook(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => PingWebhookInput, { description: "Which one." }) input: PingWebhookInput,
  ): Promise<WebhookDeliveryPayload> {
    const work = async () => ({ ...NOTHING, delivery: await this.deliveries.ping(requestContext(context), input.id) });
    return withUserErrors(work, NOTHING);
  }

  @Authorized("admin")
  @Mutation(() => WebhookDeliveryPayload, {
    nullable: true,
    description:
      "Sends a delivery again, whatever became of it, for another 24 hours; one that waits for its next attempt is tried now. Id and content stay the same.",
  })
  retryWebhookDelivery(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RetryWebhookDeliveryInput, { description: "Which one." }) input: RetryWebhookDeliveryInput,
  ): Promise<WebhookDeliveryPayload> {
    const work = async () => ({ ...NOTHING, delivery: await this.deliveries.retry(requestContext(context), input.id) });
    return withUserErrors(work, NOTHING);
  }
}

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryRunResolver {
  constructor(private readonly runs: RunQueries) {}

  @FieldResolver(() => WorkflowRun, { nullable: true, description: "The run that it is about; null for a PING." })
  workflowRun(@Root() { runId }: WebhookDelivery, @Ctx() context: GraphQLContext): Promise<WorkflowRun | null> {
    return runId === null ? Promise.resolve(null) : this.runs.find(requestContext(context), runId);
  }
}
