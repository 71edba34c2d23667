import type { EntityManager } from "typeorm";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { type Fqn, formatFqn } from "../../platform/fqn.js";
import { isId } from "../../platform/ids.js";
import { type Depth, tablesUnder } from "./tables-under.js";

/** The types of runs that write snapshots. */
const ASSESSMENTS = ["METADATA_ASSESSMENT", "DQ_ASSESSMENT"];
const PIPELINE = "RUN_ALL_ENRICHMENT";

/** The assessments that a scorecard of a run is of: the run itself, or those among a pipeline's steps. */
export async function assessmentsOf(manager: EntityManager, tenantId: string, runId: string): Promise<string[]> {
  const [run] = isId(runId)
    ? ((await manager.query("select workflow_type as type from workflow_run where tenant_id = $1 and id = $2", [
        tenantId,
        runId,
      ])) as { type: string }[])
    : [];
  if (!run) throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no run with this id.", "workflowRunId");
  if (ASSESSMENTS.includes(run.type)) return [runId];
  if (run.type === PIPELINE) return assessmentsOfPipeline(manager, tenantId, runId);
  throw UserErrors.one(
    ErrorCode.VALIDATION_ERROR,
    "The run is neither an assessment nor a pipeline with one: it measured nothing.",
    "workflowRunId",
  );
}

async function assessmentsOfPipeline(manager: EntityManager, tenantId: string, runId: string): Promise<string[]> {
  const rows = (await manager.query(
    `select s.run_id as id from pipeline_run p join pipeline_step s on s.pipeline_run_id = p.id
     where p.tenant_id = $1 and p.run_id = $2 and s.workflow_type = any($3) and s.run_id is not null`,
    [tenantId, runId, ASSESSMENTS],
  )) as { id: string }[];
  return rows.map(({ id }) => id);
}

/** An assessment that has completed. */
export interface CompletedAssessment {
  readonly runId: string;
  /** Its end, up to a millisecond later: clients and we tell no shorter times apart. */
  readonly at: Date;
}

export interface Period {
  readonly from: Date | null;
  readonly to: Date | null;
}

/**
 * The newest completed assessments that measured something under an asset, oldest first. Their assets lie on the way down to
 * it or under it, and `include` may have left it out.
 */
export async function completedAssessments(
  manager: EntityManager,
  tenantId: string,
  { fqn, depth, id }: { readonly fqn: Fqn; readonly depth: Depth; readonly id: string },
  { from, to }: Period,
  most: number,
): Promise<CompletedAssessment[]> {
  const path = fqn.map((_, index) => formatFqn(fqn.slice(0, index + 1) as unknown as Fqn));
  const rows = (await manager.query(
    `with ${tablesUnder(depth)}
     select r.id as "runId", ${END} as at from workflow_run r
     where r.tenant_id = $1 and r.workflow_type = any($4) and r.status in ('COMPLETED', 'COMPLETED_WITH_ERRORS')
       and ($5::timestamptz is null or ${END} >= $5) and ($3::timestamptz is null or ${END} <= $3)
       and (r.asset_fqn = any($6) or r.asset_fqn ^@ $7)
       and exists (select from scope join table_assessment s on s.tenant_id = $1 and s.run_id = r.id and s.table_id = scope.table_id)
     order by r.completed_at desc, r.id desc limit $8`,
    [tenantId, [id], to, ASSESSMENTS, from, path, `${path.at(-1)}.`, most],
  )) as CompletedAssessment[];
  return rows.reverse();
}

const END = "date_trunc('milliseconds', r.completed_at + interval '999 microseconds')";
