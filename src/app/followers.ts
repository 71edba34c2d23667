import type { Logger } from "pino";
import { PipelineFollower } from "../pipelines/pipeline-follower.js";
import type { Follower } from "../runs/follow/follower.js";
import { triggerFollower } from "../schedules/trigger-follower.js";
import { WebhookFollower } from "../webhooks/webhook-follower.js";
import type { Parts } from "./parts.js";

/** All that follows from runs: one line each. */
export const followersOf = (parts: Parts, log: Logger): Follower[] => [
  new WebhookFollower(),
  new PipelineFollower(parts, log),
  triggerFollower,
];
