import { ArrayNotEmpty, IsEnum, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { Distinct } from "../platform/distinct.js";
import { SUBSCRIBABLE, WebhookEvent, WebhookFormat } from "./webhook-event.js";

const URL_RULES =
  "https:// with a host that this gateway may connect to, up to 2048 characters, without user, password and fragment.";

@InputType({ description: "A webhook to register." })
export class RegisterWebhookInput {
  @IsString()
  @Length(1, 255)
  @Field(() => String, { description: "Its name, 1 to 255 characters, unique within the tenant." })
  name: string;

  @IsString()
  @Field(() => String, { description: `Where to: ${URL_RULES}` })
  url: string;

  @ArrayNotEmpty()
  @Distinct()
  @IsIn(SUBSCRIBABLE, { each: true })
  @Field(() => [WebhookEvent], { description: "What to tell about, once each. Only what happens from now on is told." })
  events: WebhookEvent[];

  @IsEnum(WebhookFormat)
  @Field(() => WebhookFormat, {
    defaultValue: WebhookFormat.JSON,
    description: "The form; OPENLINEAGE goes with RUN_TRANSITION alone.",
  })
  format: WebhookFormat = WebhookFormat.JSON;

  @Field(() => Boolean, { defaultValue: true, description: "Whether to begin at once." })
  enabled: boolean = true;
}

@InputType({ description: "What to change of a webhook; what is absent stays." })
export class UpdateWebhookInput {
  @IsUUID()
  @Field(() => ID, { description: "The webhook." })
  id: string;

  @IsOptional()
  @IsString()
  @Length(1, 255)
  @Field(() => String, { nullable: true, description: "Its name, 1 to 255 characters, unique within the tenant." })
  name?: string | null;

  @IsOptional()
  @IsString()
  @Field(() => String, {
    nullable: true,
    description: `Where to: ${URL_RULES} What was not delivered yet goes there as well.`,
  })
  url?: string | null;

  @IsOptional()
  @ArrayNotEmpty()
  @Distinct()
  @IsIn(SUBSCRIBABLE, { each: true })
  @Field(() => [WebhookEvent], { nullable: true, description: "What to tell about from now on." })
  events?: WebhookEvent[] | null;

  @IsOptional()
  @IsEnum(WebhookFormat)
  @Field(() => WebhookFormat, { nullable: true, description: "The form of what happens from now on." })
  format?: WebhookFormat | null;

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether to tell anything. What happens meanwhile is never told; what was waiting goes out when it is enabled again within 24 hours of its event.",
  })
  enabled?: boolean | null;
}

@InputType({ description: "Which webhook to remove, with its log." })
export class RemoveWebhookInput {
  @IsUUID()
  @Field(() => ID, { description: "The webhook." })
  id: string;
}

@InputType({ description: "Which webhook gets a new secret." })
export class RotateWebhookSecretInput {
  @IsUUID()
  @Field(() => ID, { description: "The webhook." })
  id: string;

  @IsInt()
  @Min(0)
  @Max(168)
  @Field(() => Int, {
    defaultValue: 24,
    description:
      "Hours in which the present secret goes on signing beside the new one, 0 to 168. One from an earlier rotation stops at once.",
  })
  previousValidHours: number = 24;
}

@InputType({ description: "Which webhook to try." })
export class PingWebhookInput {
  @IsUUID()
  @Field(() => ID, { description: "The webhook." })
  id: string;
}

@InputType({ description: "Which delivery to try again." })
export class RetryWebhookDeliveryInput {
  @IsUUID()
  @Field(() => ID, { description: "The delivery." })
  id: string;
}
