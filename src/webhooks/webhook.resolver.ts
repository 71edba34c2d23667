import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../platform/context.js";
import { withUserErrors } from "../platform/errors.js";
import { requestContext } from "../platform/guard.js";
import { PageBothWays } from "../platform/paging-args.js";
import { Webhook } from "./webhook.entity.js";
import {
  RegisterWebhookInput,
  RemoveWebhookInput,
  RotateWebhookSecretInput,
  UpdateWebhookInput,
} from "./webhook.inputs.js";
import { RemoveWebhookPayload, WebhookConnection, WebhookPayload, WebhookSecretPayload } from "./webhook.types.js";
import { Webhooks } from "./webhooks.js";

@Resolver(() => Webhook)
export class WebhookResolver {
  constructor(private readonly webhooks: Webhooks) {}

  @Authorized("runs:read")
  @Query(() => Webhook, { nullable: true, description: "One webhook; null where the tenant has none of this id." })
  webhook(
    @Ctx() context: GraphQLContext,
    @Arg("id", () => ID, { description: "Its id." }) id: string,
  ): Promise<Webhook | null> {
    return this.webhooks.find(requestContext(context), id);
  }

  @Authorized("runs:read")
  @Query(() => WebhookConnection, {
    name: "webhooks",
    description: "The tenant's webhooks in the order of their registration.",
  })
  webhookList(@Ctx() context: GraphQLContext, @Args(() => PageBothWays) page: PageBothWays) {
    return this.webhooks.list(requestContext(context), page);
  }

  @FieldResolver(() => String, {
    description: "Where to. Without the scope admin the host only: the rest may hold a receiver's key.",
  })
  url(@Root() { url }: Webhook, @Ctx() context: GraphQLContext): string {
    return requestContext(context).identity.scopes.has("admin") ? url : `${new URL(url).origin}/…`;
  }

  @Authorized("admin")
  @Mutation(() => WebhookSecretPayload, {
    nullable: true,
    description:
      "Registers a webhook and answers its signing secret, which is never shown again. `pingWebhook` tries it.",
  })
  registerWebhook(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RegisterWebhookInput, { description: "The webhook." }) input: RegisterWebhookInput,
  ): Promise<WebhookSecretPayload> {
    const work = async () => ({ ...(await this.webhooks.register(requestContext(context), input)), userErrors: [] });
    return withUserErrors<WebhookSecretPayload>(work, { webhook: null, secret: null, userErrors: [] });
  }

  @Authorized("admin")
  @Mutation(() => WebhookPayload, { nullable: true, description: "Changes a webhook; what is absent stays." })
  updateWebhook(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => UpdateWebhookInput, { description: "What to change." }) input: UpdateWebhookInput,
  ): Promise<WebhookPayload> {
    const work = async () => ({ webhook: await this.webhooks.update(requestContext(context), input), userErrors: [] });
    return withUserErrors<WebhookPayload>(work, { webhook: null, userErrors: [] });
  }

  @Authorized("admin")
  @Mutation(() => WebhookSecretPayload, {
    nullable: true,
    description:
      "Gives a webhook a new signing secret. For a time the present one signs as well, so that receivers can change over.",
  })
  rotateWebhookSecret(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RotateWebhookSecretInput, { description: "Which one." }) input: RotateWebhookSecretInput,
  ): Promise<WebhookSecretPayload> {
    const work = async () => ({
      ...(await this.webhooks.rotateSecret(requestContext(context), input)),
      userErrors: [],
    });
    return withUserErrors<WebhookSecretPayload>(work, { webhook: null, secret: null, userErrors: [] });
  }

  @Authorized("admin")
  @Mutation(() => RemoveWebhookPayload, {
    nullable: true,
    description: "Removes a webhook with its log. What was not delivered yet never will be.",
  })
  removeWebhook(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RemoveWebhookInput, { description: "Which one." }) input: RemoveWebhookInput,
  ): Promise<RemoveWebhookPayload> {
    const work = async () => ({
      removedId: await this.webhooks.remove(requestContext(context), input.id),
      userErrors: [],
    });
    return withUserErrors<RemoveWebhookPayload>(work, { removedId: null, userErrors: [] });
  }
}
