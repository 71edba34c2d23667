import type { Logger } from "pino";
import type { Database } from "../platform/database.js";
import type { KeyRing } from "../platform/keys.js";
import type { Listener } from "../platform/listener.js";
import { backoffMs } from "./backoff.js";
import { type Claimed, claimDue } from "./claim.js";
import { DeliveryError } from "./delivery-error.js";
import { endAttempt, expire } from "./end-attempt.js";
import { post } from "./post.js";
import type { ReceiverHosts } from "./receiver-hosts.js";
import { signatures } from "./signature.js";

const LOOK_AGAIN_MS = 1_000;
/** Under way at once in one process, and of these of one tenant and to one webhook: slow receivers leave the others their room. */
const AT_ONCE = 64;
const PER_TENANT = 32;
const PER_WEBHOOK = 4;

export interface SenderParts {
  readonly database: Database;
  readonly keys: KeyRing;
  readonly hosts: ReceiverHosts;
  readonly log: Logger;
  /** For tests: how far the clock is ahead of the database's. */
  readonly aheadMs?: () => number;
}

/** Sends what is due, in any number of processes at once. */
export class WebhookSender {
  /** How many are under way, by tenant and by webhook. */
  private readonly busy = new Map<string, number>();
  private readonly underWay = new Set<Promise<void>>();
  private readonly timer: NodeJS.Timeout;
  private readonly unlisten: () => void;
  private going?: Promise<void>;
  private again = false;
  private stopped = false;

  constructor(
    private readonly parts: SenderParts,
    listener: Listener,
  ) {
    this.unlisten = listener.on("webhooks", () => this.wake());
    this.timer = setInterval(() => this.wake(), LOOK_AGAIN_MS);
    this.wake();
  }

  /** What is under way ends in good order: that takes no longer than an attempt does. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.unlisten();
    clearInterval(this.timer);
    await this.going;
    await Promise.all(this.underWay);
  }

  wake(): void {
    this.again = true;
    if (this.stopped) return;
    this.going ??= this.take().finally(() => {
      this.going = undefined;
      if (this.again) this.wake();
    });
  }

  private async take(): Promise<void> {
    this.again = false;
    const deliveries = AT_ONCE - this.underWay.size;
    if (deliveries === 0) return; // each that ends looks again
    const room = { deliveries, perWebhook: PER_WEBHOOK, perTenant: PER_TENANT, busy: Object.fromEntries(this.busy) };
    try {
      const claimed = await this.parts.database.system((manager) => claimDue(manager, room, this.aheadMs()));
      for (const each of claimed) this.begin(each);
    } catch (error) {
      this.parts.log.warn({ err: error }, "no webhook deliveries could be taken");
    }
  }

  private begin(claimed: Claimed): void {
    const { tenantId, webhookId, id } = claimed;
    for (const whose of [tenantId, webhookId]) this.busy.set(whose, (this.busy.get(whose) ?? 0) + 1);
    const done = this.deliver(claimed)
      .catch((error: unknown) => {
        this.parts.log.error({ err: error, webhookId, deliveryId: id }, "a webhook delivery was not written down");
      })
      .finally(() => {
        this.underWay.delete(done);
        for (const whose of [tenantId, webhookId]) {
          const left = this.busy.get(whose)! - 1;
          if (left > 0) this.busy.set(whose, left);
          else this.busy.delete(whose);
        }
        this.wake();
      });
    this.underWay.add(done);
  }

  private async deliver(claimed: Claimed): Promise<void> {
    const { database } = this.parts;
    if (claimed.expired) return database.tenant(claimed.tenantId, (manager) => expire(manager, claimed));
    const started = performance.now();
    const answer = await this.send(claimed);
    const attempted = {
      error: answer instanceof DeliveryError ? answer.code : null,
      responseStatus: answer instanceof DeliveryError ? answer.status : answer,
      durationMs: performance.now() - started,
      backoffMs: backoffMs(claimed.attempts, Math.random),
    };
    const { tenantId, webhookId, id, attempts } = claimed;
    this.parts.log.debug({ tenantId, webhookId, deliveryId: id, attempts, ...attempted }, "webhook attempted");
    await database.tenant(tenantId, (manager) => endAttempt(manager, claimed, attempted, this.aheadMs()));
  }

  /** The status of an answer that counts, or why there is none. */
  private async send(claimed: Claimed): Promise<number | DeliveryError> {
    const { id, now, body, url } = claimed;
    try {
      const headers = {
        "content-type": "application/json",
        "user-agent": "data-readiness-gateway",
        "webhook-id": id,
        "webhook-timestamp": String(now),
        "webhook-signature": signatures(this.secretsOf(claimed), id, now, body),
      };
      return await post(this.parts.hosts, { url: new URL(url), headers, body });
    } catch (error) {
      if (error instanceof DeliveryError) return error;
      throw error;
    }
  }

  private secretsOf({ webhookId, secret, previousSecret }: Claimed): string[] {
    try {
      return [secret, ...(previousSecret ? [previousSecret] : [])].map((each) => this.parts.keys.open(each, webhookId));
    } catch {
      throw DeliveryError.of("WEBHOOK_SECRET_UNREADABLE");
    }
  }

  private aheadMs(): number {
    return this.parts.aheadMs?.() ?? 0;
  }
}
