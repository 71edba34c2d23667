import { Arg, Args, Authorized, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import type { GraphQLContext } from "../../platform/context.js";
import { withUserErrors } from "../../platform/errors.js";
import { requestContext } from "../../platform/guard.js";
import type { Connection } from "../../platform/paging.js";
import { PageBothWays } from "../../platform/paging-args.js";
import { Acknowledgements } from "./acknowledge.js";
import { AcknowledgeViolationsInput, AcknowledgeViolationsPayload } from "./acknowledge.types.js";
import { DqRuleConnection, DqViolationConnection } from "./connections.js";
import { DqRules } from "./dq-rules.js";
import { DqRuleFilter, DqViolationFilter } from "./quality-filters.js";
import { QualityLists } from "./quality-lists.js";
import { DqRule } from "./rule.entity.js";
import type { DqViolation } from "./violation.entity.js";

@Resolver()
export class QualityListsResolver {
  constructor(
    private readonly dqRulesOf: DqRules,
    private readonly lists: QualityLists,
    private readonly acknowledgements: Acknowledgements,
  ) {}

  @Authorized("runs:read")
  @Query(() => DqRule, {
    nullable: true,
    description: "One data quality rule; null where the tenant has none of this id.",
  })
  dqRule(
    @Ctx() ctx: GraphQLContext,
    @Arg("id", () => ID, { description: "Its id." }) id: string,
  ): Promise<DqRule | null> {
    return this.dqRulesOf.rule(requestContext(ctx), id);
  }

  @Authorized("runs:read")
  @Query(() => DqRuleConnection, {
    description:
      "Data quality rules, the newest first; 20 when no size is given. Those of tables that are gone are left out.",
  })
  dqRules(
    @Ctx() ctx: GraphQLContext,
    @Arg("filter", () => DqRuleFilter, { nullable: true, description: "Which ones; all when absent." })
    filter: DqRuleFilter | null,
    @Args(() => PageBothWays) page: PageBothWays,
  ): Promise<Connection<DqRule>> {
    return this.lists.rules(requestContext(ctx), filter ?? {}, page);
  }

  @Authorized("runs:read")
  @Query(() => DqViolationConnection, {
    description:
      "Violations of data quality rules, the newest first; 20 when no size is given. Those of tables that are gone are left out.",
  })
  violations(
    @Ctx() ctx: GraphQLContext,
    @Arg("filter", () => DqViolationFilter, { nullable: true, description: "Which ones; all when absent." })
    filter: DqViolationFilter | null,
    @Args(() => PageBothWays) page: PageBothWays,
  ): Promise<Connection<DqViolation>> {
    return this.lists.violations(requestContext(ctx), filter ?? {}, page);
  }

  @Authorized("approvals:write")
  @Mutation(() => AcknowledgeViolationsPayload, {
    nullable: true,
    description:
      "Says that somebody knows of open violations. The first acknowledgement stays: a later one, or one of a resolved violation, is a CONFLICT that shows the present state.",
  })
  acknowledgeViolations(
    @Ctx() ctx: GraphQLContext,
    @Arg("input", () => AcknowledgeViolationsInput, { description: "Which ones." }) input: AcknowledgeViolationsInput,
  ): Promise<AcknowledgeViolationsPayload> {
    const work = async () => ({
      results: await this.acknowledgements.acknowledge(requestContext(ctx), input),
      userErrors: [],
    });
    return withUserErrors<AcknowledgeViolationsPayload>(work, { results: [], userErrors: [] });
  }
}
