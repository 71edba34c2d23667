import "reflect-metadata";
import { KeyRing } from "../../src/platform/keys.js";
import { Followers } from "../../src/runs/follow/followers.js";
import { ReceiverHosts } from "../../src/webhooks/receiver-hosts.js";
import { WebhookSender } from "../../src/webhooks/sender.js";
import { WebhookFollower } from "../../src/webhooks/webhook-follower.js";
import { openProcess } from "../runs/system.js";

/** Follows and sends as a worker does, until it is killed. */
const process_ = await openProcess(process.env.URL!, { work: false });
const { database, listener, engine } = process_;
const keys = new KeyRing([process.env.KEY!]);
const hosts = new ReceiverHosts({ allowHosts: ["localhost"], denyHosts: [] });
new Followers(database, listener, engine.log, [new WebhookFollower()]);
new WebhookSender({ database, keys, hosts, log: engine.log }, listener);
console.log("ready");
