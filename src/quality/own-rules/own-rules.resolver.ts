import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import type { GraphQLContext } from "../../platform/context.js";
import { withUserErrors } from "../../platform/errors.js";
import { requestContext } from "../../platform/guard.js";
import { CreateDqRuleInput, DryRunDqRuleInput, SetDqRuleStatusInput, UpdateDqRuleInput } from "./own-rules.inputs.js";
import { OwnRules } from "./own-rules.service.js";
import { DqRulePayload, DryRunDqRulePayload } from "./own-rules.types.js";

const NO_RULE: DqRulePayload = { dqRule: null, userErrors: [] };
const NO_RESULT: DryRunDqRulePayload = { result: null, userErrors: [] };

@Resolver()
export class OwnRulesResolver {
  constructor(private readonly rules: OwnRules) {}

  @Authorized("approvals:write")
  @Mutation(() => DryRunDqRulePayload, {
    nullable: true,
    description:
      "Tries a rule at its source, within 30 seconds a statement, and says how many rows it checks and how many fail. Nothing is kept.",
  })
  dryRunDqRule(
    @Ctx() ctx: GraphQLContext,
    @Arg("input", () => DryRunDqRuleInput, { description: "The rule." }) input: DryRunDqRuleInput,
  ): Promise<DryRunDqRulePayload> {
    const work = async () => ({ ...NO_RESULT, result: await this.rules.dryRun(requestContext(ctx), input) });
    return withUserErrors(work, NO_RESULT);
  }

  @Authorized("approvals:write")
  @Mutation(() => DqRulePayload, {
    nullable: true,
    description:
      "Adds a rule of one's own: runs that execute rules of its table execute it, and no run changes it. Its source is asked whether it makes sense.",
  })
  createDqRule(
    @Ctx() ctx: GraphQLContext,
    @Arg("input", () => CreateDqRuleInput, { description: "The rule." }) input: CreateDqRuleInput,
  ): Promise<DqRulePayload> {
    const work = async () => ({ ...NO_RULE, dqRule: await this.rules.create(requestContext(ctx), input) });
    return withUserErrors(work, NO_RULE);
  }

  @Authorized("approvals:write")
  @Mutation(() => DqRulePayload, {
    nullable: true,
    description:
      "Changes a rule, a run's too: from then on runs leave it alone. Where it asks for something else, its open violation is resolved.",
  })
  updateDqRule(
    @Ctx() ctx: GraphQLContext,
    @Arg("input", () => UpdateDqRuleInput, { description: "The rule, and what to change." }) input: UpdateDqRuleInput,
  ): Promise<DqRulePayload> {
    const work = async () => ({ ...NO_RULE, dqRule: await this.rules.update(requestContext(ctx), input) });
    return withUserErrors(work, NO_RULE);
  }

  @Authorized("approvals:write")
  @Mutation(() => DqRulePayload, {
    nullable: true,
    description:
      "Pauses, archives or activates a rule, a run's too: from then on runs leave it alone. Its open violation is resolved when it is not executed any more.",
  })
  setDqRuleStatus(
    @Ctx() ctx: GraphQLContext,
    @Arg("input", () => SetDqRuleStatusInput, { description: "The rule, and its status." })
    input: SetDqRuleStatusInput,
  ): Promise<DqRulePayload> {
    const work = async () => ({ ...NO_RULE, dqRule: await this.rules.setStatus(requestContext(ctx), input) });
    return withUserErrors(work, NO_RULE);
  }
}
