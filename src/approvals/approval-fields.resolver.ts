import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { ProposedChange } from "../assets/changes/proposed-change.entity.js";
import { AssetHistory } from "../assets/history/asset-history.entity.js";
import type { GraphQLContext } from "../platform/context.js";
import { requestContext } from "../platform/guard.js";
import { WorkflowRun } from "../runs/run.entity.js";
import { RunQueries } from "../runs/run.queries.js";
import { ApprovalStatus, WorkflowRunApproval } from "./approval.entity.js";
import { ProposedChangeCounts } from "./approval.types.js";
import { Approvals } from "./approvals.js";

/** From a run to its approval. */
@Resolver(() => WorkflowRun)
export class RunApprovalResolver {
  constructor(private readonly approvals: Approvals) {}

  @FieldResolver(() => WorkflowRunApproval, {
    nullable: true,
    description:
      "What was decided on what it found; null until it has completed, and for types that neither propose changes nor make profiles.",
  })
  approval(@Root() { id }: WorkflowRun, @Ctx() ctx: GraphQLContext): Promise<WorkflowRunApproval | null> {
    return this.approvals.ofRun(requestContext(ctx), id);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether you may decide on what it found: something of it is undecided, and you have the right.",
  })
  async viewerCanApprove(@Root() { id }: WorkflowRun, @Ctx() ctx: GraphQLContext): Promise<boolean> {
    if (!requestContext(ctx).identity.scopes.has("approvals:write")) return false;
    const approval = await this.approvals.ofRun(requestContext(ctx), id);
    return approval?.status === ApprovalStatus.PENDING;
  }
}

/** From an approval to its run. */
@Resolver(() => WorkflowRunApproval)
export class ApprovalFieldsResolver {
  constructor(
    private readonly approvals: Approvals,
    private readonly runs: RunQueries,
  ) {}

  @FieldResolver(() => WorkflowRun, { description: "The run whose results it is about." })
  async workflowRun(@Root() { runId }: WorkflowRunApproval, @Ctx() ctx: GraphQLContext): Promise<WorkflowRun> {
    const run = await this.runs.find(requestContext(ctx), runId);
    if (!run) throw new Error("An approval whose run is gone.");
    return run;
  }

  @FieldResolver(() => ProposedChangeCounts, {
    description: "How its proposed changes stand. They are counted: ask for it where it is shown.",
  })
  changeCounts(@Root() { runId }: WorkflowRunApproval, @Ctx() ctx: GraphQLContext): Promise<ProposedChangeCounts> {
    return this.approvals.counts(requestContext(ctx), runId);
  }

  @FieldResolver(() => WorkflowRun, {
    nullable: true,
    description: "The later run of the same type that superseded what was undecided; null where none did.",
  })
  async supersededByRun(
    @Root() { supersededByRunId }: WorkflowRunApproval,
    @Ctx() ctx: GraphQLContext,
  ): Promise<WorkflowRun | null> {
    return supersededByRunId === null ? null : this.runs.find(requestContext(ctx), supersededByRunId);
  }
}

/** From a change to the run that came after. */
@Resolver(() => ProposedChange)
export class ChangeRunResolver {
  constructor(private readonly runs: RunQueries) {}

  @FieldResolver(() => WorkflowRun, {
    nullable: true,
    description: "The later run of the same type that superseded it; null where it is not SUPERSEDED.",
  })
  async supersededByRun(
    @Root() { supersededByRunId }: ProposedChange,
    @Ctx() ctx: GraphQLContext,
  ): Promise<WorkflowRun | null> {
    return supersededByRunId === null ? null : this.runs.find(requestContext(ctx), supersededByRunId);
  }
}

/** From an entry of the catalog's history to the run whose result it was. */
@Resolver(() => AssetHistory)
export class HistoryRunResolver {
  constructor(private readonly runs: RunQueries) {}

  @FieldResolver(() => WorkflowRun, {
    nullable: true,
    description: "The run whose result it was; null where a person wrote it, or took a change back.",
  })
  async workflowRun(@Root() { runId }: AssetHistory, @Ctx() ctx: GraphQLContext): Promise<WorkflowRun | null> {
    return runId === null ? null : this.runs.find(requestContext(ctx), runId);
  }
}
