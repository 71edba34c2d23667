import { type EntityManager, QueryFailedError } from "typeorm";
import type { RequestContext } from "../platform/context.js";
import type { Cursors } from "../platform/cursor.js";
import type { Database } from "../platform/database.js";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { isId, newId } from "../platform/ids.js";
import type { KeyRing } from "../platform/keys.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../platform/paging.js";
import { validateInput } from "../platform/validation.js";
import { beginToFollow } from "../runs/follow/follower.js";
import type { ReceiverHosts } from "./receiver-hosts.js";
import { setEnabled } from "./set-enabled.js";
import { newSigningSecret } from "./signature.js";
import { Webhook } from "./webhook.entity.js";
import { RegisterWebhookInput, RotateWebhookSecretInput, UpdateWebhookInput } from "./webhook.inputs.js";
import { WEBHOOKS } from "./webhook-follower.js";
import { checkCount, checkFormat } from "./webhook-rules.js";
import { readWebhookUrl } from "./webhook-url.js";

const LIST = "webhooks";

export interface WithSecret {
  readonly webhook: Webhook;
  readonly secret: string;
}

/** The tenant's webhooks: registered, changed, removed, given a new secret. */
export class Webhooks {
  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
    private readonly hosts: ReceiverHosts,
    private readonly cursors: Cursors,
  ) {}

  async find(ctx: RequestContext, id: string): Promise<Webhook | null> {
    const { tenantId } = ctx.identity;
    if (!isId(id)) return null;
    return this.database.tenant(tenantId, (manager) => manager.findOneBy(Webhook, { id, tenantId }));
  }

  async list(ctx: RequestContext, args: PageArgs): Promise<Connection<Webhook>> {
    const { tenantId } = ctx.identity;
    const page = pageOf(args);
    const after = page.cursor ? this.cursors.decode(tenantId, LIST, page.cursor)[0] : null;
    const rows = await this.database.tenant(tenantId, (manager) => {
      const query = manager
        .createQueryBuilder(Webhook, "w")
        .where("w.tenantId = :tenantId", { tenantId })
        .orderBy("w.id", page.backward ? "DESC" : "ASC")
        .limit(page.limit + 1);
      if (after) query.andWhere(`w.id ${page.backward ? "<" : ">"} :after`, { after });
      return query.getMany();
    });
    return toConnection(rows, page, (row) => this.cursors.encode(tenantId, LIST, [row.id]));
  }

  async register(ctx: RequestContext, given: RegisterWebhookInput): Promise<WithSecret> {
    const input = Object.assign(new RegisterWebhookInput(), given);
    await validateInput(input);
    checkFormat(input);
    const url = await this.checkedUrl(input.url);
    const { tenantId } = ctx.identity;
    const [id, secret] = [newId(), newSigningSecret()];
    const { bytes, keyId } = this.keys.seal(secret, id);
    const work = async (manager: EntityManager) => {
      await beginToFollow(manager, tenantId, WEBHOOKS);
      await checkCount(manager, tenantId);
      await manager.query(
        `insert into webhook (id, tenant_id, name, url, events, format, enabled, sealed_secret, key_id, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp(), clock_timestamp())`,
        [id, tenantId, input.name, url, input.events, input.format, input.enabled, bytes, keyId],
      );
      return this.present(manager, tenantId, id);
    };
    return { webhook: await this.named(tenantId, work), secret };
  }

  async update(ctx: RequestContext, given: UpdateWebhookInput): Promise<Webhook> {
    const input = Object.assign(new UpdateWebhookInput(), given);
    await validateInput(input);
    const url = input.url == null ? null : await this.checkedUrl(input.url);
    const { tenantId } = ctx.identity;
    return this.named(tenantId, async (manager) => {
      const { id, ...present } = await this.present(manager, tenantId, input.id, true);
      const events = input.events ?? present.events;
      const format = input.format ?? present.format;
      checkFormat({ events, format });
      await manager.query(
        `update webhook set name = $3, url = $4, events = $5, format = $6, updated_at = clock_timestamp()
         where tenant_id = $1 and id = $2`,
        [tenantId, id, input.name ?? present.name, url ?? present.url, events, format],
      );
      if (input.enabled != null && input.enabled !== present.enabled) {
        await setEnabled(manager, tenantId, id, input.enabled);
      }
      return this.present(manager, tenantId, id);
    });
  }

  async rotateSecret(ctx: RequestContext, given: RotateWebhookSecretInput): Promise<WithSecret> {
    const input = Object.assign(new RotateWebhookSecretInput(), given);
    await validateInput(input);
    const { tenantId } = ctx.identity;
    const secret = newSigningSecret();
    const webhook = await this.database.tenant(tenantId, async (manager) => {
      const { id } = await this.present(manager, tenantId, input.id, true);
      const { bytes, keyId } = this.keys.seal(secret, id);
      const kept = input.previousValidHours > 0;
      await manager.query(
        `update webhook set sealed_secret = $3, key_id = $4, updated_at = clock_timestamp(),
           sealed_previous_secret = case when $5 then sealed_secret end, previous_key_id = case when $5 then key_id end,
           previous_secret_until = case when $5 then clock_timestamp() + make_interval(hours => $6) end
         where tenant_id = $1 and id = $2`,
        [tenantId, id, bytes, keyId, kept, input.previousValidHours],
      );
      return this.present(manager, tenantId, id);
    });
    return { webhook, secret };
  }

  /** Takes its log along. */
  async remove(ctx: RequestContext, id: string): Promise<string> {
    const { tenantId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      await this.present(manager, tenantId, id, true);
      await manager.delete(Webhook, { id, tenantId });
      return id;
    });
  }

  /** The row as it is; `lock` where it is going to be changed. */
  async present(manager: EntityManager, tenantId: string, id: string, lock = false): Promise<Webhook> {
    const query = manager
      .createQueryBuilder(Webhook, "w")
      .where("w.tenantId = :tenantId and w.id = :id", { tenantId, id });
    const row = isId(id) ? await (lock ? query.setLock("pessimistic_write") : query).getOne() : null;
    if (!row) throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such webhook.", "id");
    return row;
  }

  private async checkedUrl(text: string): Promise<string> {
    const url = readWebhookUrl(text);
    await this.hosts.check(url);
    return url.href;
  }

  /** Work that gives a webhook its name. */
  private async named<T>(tenantId: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.database.tenant(tenantId, work);
    } catch (error) {
      const constraint = error instanceof QueryFailedError && (error.driverError as { constraint?: string }).constraint;
      if (constraint !== "webhook_name") throw error;
      throw UserErrors.one(ErrorCode.RESOURCE_ALREADY_EXISTS, "A webhook has this name already.", "name");
    }
  }
}
