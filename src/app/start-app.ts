import { hostname } from "node:os";
import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import { resealPasswords } from "../assets/services/reseal.js";
import type { Config } from "../config.js";
import { prepareDemoTenant } from "../demo/demo-tenant.js";
import { developmentKeys } from "../platform/auth/development-keys.js";
import { newId } from "../platform/ids.js";
import { KeyRing } from "../platform/keys.js";
import { Listener } from "../platform/listener.js";
import { Queue } from "../platform/queue.js";
import { Followers } from "../runs/follow/followers.js";
import { Pruner } from "../runs/prune.js";
import { databaseClock } from "../schedules/clock.js";
import { PRUNE_FIRINGS } from "../schedules/prune-firings.js";
import { Scheduler } from "../schedules/scheduler.js";
import { PRUNE_DELIVERIES } from "../webhooks/prune.js";
import { resealWebhookSecrets } from "../webhooks/reseal.js";
import { WebhookSender } from "../webhooks/sender.js";
import { Worker } from "../worker/worker.js";
import { removeStaleSpill } from "../workflows/profiling/spill.js";
import { followersOf } from "./followers.js";
import { startGateway } from "./gateway.js";
import { openDatabase } from "./open-database.js";
import { makeParts, type Parts } from "./parts.js";

export interface RunningApp {
  /** Where the gateway listens; absent for a process that only works. */
  readonly url?: string;
  /** Ends in good order: what is under way may finish within DRAIN_SECONDS, the rest is given back. */
  stop(): Promise<void>;
}

/** Starts what ROLES asks for; what one part stands on is started before it, and ended after it. */
export async function startApp(
  config: Config,
  dataSource: DataSource,
  log: Logger,
  clock = databaseClock,
): Promise<RunningApp> {
  const ends = new AsyncDisposableStack();
  try {
    const opened = await openDatabase(config, dataSource, (line) => log.info(line));
    ends.defer(opened.close);
    const encryptionKeys =
      config.encryptionKeys.length > 0
        ? config.encryptionKeys
        : [(await developmentKeys(config.dataDir)).encryptionKey];
    const keys = new KeyRing(encryptionKeys);
    const works = config.roles.includes("worker");
    const trouble = (part: string) => (error: Error) => log.warn({ err: error }, `the ${part} has trouble`);
    const listener = new Listener(opened.url, trouble("listener"));
    ends.defer(() => listener.stop());
    await listener.start(["jobs", "transitions", "run_events", "cancelled", "webhooks"]);
    const queue = await Queue.start(opened.url, trouble("queue"), works);
    ends.defer(() => queue.stop());
    const parts = makeParts({ config, dataSource, keys, queue, listener, clock });
    await resealPasswords(parts.database, keys);
    await resealWebhookSecrets(parts.database, keys);
    await parts.definitions.publish();
    const drains: (() => Promise<void>)[] = [];
    if (works) drains.push(await startWorker(config, parts, keys, log, ends));
    if (config.demo && opened.embedded) {
      const { fillSampleDatabase } = await import("../demo/sample-database/fill-sample-database.js");
      await fillSampleDatabase(opened.embedded.sampleOwnerUrl, (line) => log.info(line));
      await prepareDemoTenant(parts, opened.embedded.sample, works);
    }
    const gateway = config.roles.includes("gateway") ? await startGateway(config, parts, log) : undefined;
    if (gateway) {
      ends.defer(() => gateway.close());
      drains.push(() => gateway.drain());
    }
    return {
      url: gateway?.url,
      stop: async () => {
        await Promise.all(drains.map((drain) => drain()));
        await ends.disposeAsync();
      },
    };
  } catch (error) {
    await ends.disposeAsync().catch(() => undefined); // the first error is the one to tell
    throw error;
  }
}

/** Answers how it is drained. */
async function startWorker(config: Config, parts: Parts, keys: KeyRing, log: Logger, ends: AsyncDisposableStack) {
  await removeStaleSpill(config.sources.spillDir);
  const { database, queue, workflows, listener } = parts;
  const workerId = `${hostname()}/${process.pid}/${newId()}`;
  const { concurrency, tenantConcurrency } = config.worker;
  const worker = new Worker({ database, queue, workflows, workerId, tenantConcurrency, log }, listener, concurrency);
  worker.start();
  ends.defer(() => worker.drain(0)); // where the start fails, nobody else does
  const pruner = new Pruner(database, config.eventRetentionDays, log, [PRUNE_DELIVERIES, PRUNE_FIRINGS]);
  ends.defer(() => pruner.stop());
  const followers = new Followers(database, listener, log, followersOf(parts, log));
  ends.defer(() => followers.stop());
  const sender = new WebhookSender({ database, keys, hosts: parts.receiverHosts, log }, listener);
  ends.defer(() => sender.stop());
  const scheduler = new Scheduler({ ...parts, tenantConcurrency, log });
  ends.defer(() => scheduler.stop());
  return async () => {
    await Promise.all([worker.drain(config.drainSeconds * 1000), sender.stop(), scheduler.stop()]);
  };
}
