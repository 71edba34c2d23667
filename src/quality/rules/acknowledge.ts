import type { EntityManager } from "typeorm";
import { tidy } from "../../assets/edits/persons-text.js";
import type { Identity, RequestContext } from "../../platform/context.js";
import type { Database } from "../../platform/database.js";
import { ErrorCode, type UserError } from "../../platform/errors.js";
import { isId } from "../../platform/ids.js";
import { validateInput } from "../../platform/validation.js";
import { type AcknowledgeViolationResult, AcknowledgeViolationsInput } from "./acknowledge.types.js";
import { DqViolation, DqViolationStatus } from "./violation.entity.js";

/** People say that they know of violations. */
export class Acknowledgements {
  constructor(private readonly database: Database) {}

  async acknowledge(ctx: RequestContext, given: AcknowledgeViolationsInput): Promise<AcknowledgeViolationResult[]> {
    const input = Object.assign(new AcknowledgeViolationsInput(), given);
    await validateInput(input);
    const note = input.note == null ? null : tidy(input.note);
    const ids = [...new Set(input.ids.filter(isId).map((id) => id.toLowerCase()))];
    const { tenantId } = ctx.identity;
    const { acknowledged, present } = await this.database.tenant(tenantId, (manager) =>
      acknowledge(manager, ctx.identity, ids, note),
    );
    ctx.loaders.clear(); // what they have read of them is old now
    return input.ids.map((id, place) => {
      const violation = present.get(id.toLowerCase()) ?? null;
      const isNow = acknowledged.has(id.toLowerCase());
      return { id, acknowledged: isNow, violation, userError: isNow ? null : problem(violation, place) };
    });
  }
}

function problem(violation: DqViolation | null, place: number): UserError {
  const path = ["ids", String(place)];
  if (!violation) return { code: ErrorCode.RESOURCE_NOT_FOUND, message: "There is no such violation.", path };
  const message =
    violation.status === DqViolationStatus.RESOLVED
      ? "The violation is resolved: there is nothing to acknowledge any more."
      : "Somebody has acknowledged the violation already.";
  return { code: ErrorCode.CONFLICT, message, path };
}

/** Rules are locked first and in one order, as by whoever opens and resolves their violations. */
async function acknowledge(
  manager: EntityManager,
  { tenantId, clientId }: Identity,
  ids: readonly string[],
  note: string | null,
) {
  await manager.query(
    `select 1 from dq_rule where tenant_id = $1 and id in (select rule_id from dq_violation where tenant_id = $1 and id = any($2))
     order by id for no key update`,
    [tenantId, ids],
  );
  const [done] = (await manager.query(
    `update dq_violation set acknowledged_at = clock_timestamp(), acknowledged_by_client_id = $3, acknowledgement_note = $4
     where tenant_id = $1 and id = any($2) and status = $5 and acknowledged_at is null returning id`,
    [tenantId, ids, clientId, note, DqViolationStatus.OPEN],
  )) as [{ id: string }[], number];
  const rows = await manager
    .createQueryBuilder(DqViolation, "v")
    .where("v.tenantId = :tenantId and v.id = any(:ids)", { tenantId, ids })
    .getMany();
  return {
    acknowledged: new Set(done.map(({ id }) => id)),
    present: new Map(rows.map((row) => [row.id, row])),
  };
}
