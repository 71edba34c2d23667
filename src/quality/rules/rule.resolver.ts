import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { ColumnAsset } from "../../assets/catalog/column.entity.js";
import { TableAsset } from "../../assets/catalog/table.entity.js";
import type { GraphQLContext } from "../../platform/context.js";
import type { Fqn } from "../../platform/fqn.js";
import { requestContext } from "../../platform/guard.js";
import type { Connection } from "../../platform/paging.js";
import { ForwardPage } from "../../platform/paging-args.js";
import { AssetFqn } from "../../platform/scalars.js";
import { DqRuleConnection, DqRuleExecutionConnection, DqViolationConnection } from "./connections.js";
import { DqRules } from "./dq-rules.js";
import { DqRuleExecution } from "./execution.entity.js";
import { DqRule, DqRuleStatus } from "./rule.entity.js";
import { DqViolation, DqViolationStatus } from "./violation.entity.js";

const STATUS = "Only rules of these statuses.";

@Resolver(() => TableAsset)
export class TableRulesResolver {
  constructor(private readonly rules: DqRules) {}

  @FieldResolver(() => DqRuleConnection, {
    description: "Its quality rules and those of its columns, in the order they were found; 20 when no size is given.",
  })
  dqRules(
    @Root() { id }: TableAsset,
    @Arg("status", () => [DqRuleStatus], { defaultValue: [DqRuleStatus.ACTIVE], description: STATUS })
    statuses: DqRuleStatus[],
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<DqRule>> {
    return this.rules.rules(requestContext(ctx), { tableId: id, column: null }, statuses, page);
  }

  @FieldResolver(() => DqViolationConnection, {
    description: "Violations of its rules, newest first; 20 when no size is given.",
  })
  dqViolations(
    @Root() { id }: TableAsset,
    @Arg("status", () => DqViolationStatus, {
      nullable: true,
      defaultValue: DqViolationStatus.OPEN,
      description: "Only those of this status; null for all.",
    })
    status: DqViolationStatus | null,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<DqViolation>> {
    return this.rules.violations(requestContext(ctx), id, status, page);
  }
}

@Resolver(() => ColumnAsset)
export class ColumnRulesResolver {
  constructor(private readonly rules: DqRules) {}

  @FieldResolver(() => DqRuleConnection, {
    description: "Quality rules about this column alone, in the order they were found; 20 when no size is given.",
  })
  dqRules(
    @Root() { tableId, name }: ColumnAsset,
    @Arg("status", () => [DqRuleStatus], { defaultValue: [DqRuleStatus.ACTIVE], description: STATUS })
    statuses: DqRuleStatus[],
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<DqRule>> {
    return this.rules.rules(requestContext(ctx), { tableId, column: name }, statuses, page);
  }
}

@Resolver(() => DqRule)
export class RuleResolver {
  constructor(private readonly rules: DqRules) {}

  @FieldResolver(() => TableAsset, {
    nullable: true,
    description: "The table; null where it is not in the catalog any more.",
  })
  table(@Root() { tableId }: DqRule, @Ctx() ctx: GraphQLContext): Promise<TableAsset | null> {
    return this.rules.table(requestContext(ctx), tableId);
  }

  @FieldResolver(() => AssetFqn, { description: "The table or column that it is about." })
  targetFqn(@Root() rule: DqRule, @Ctx() ctx: GraphQLContext): Promise<Fqn> {
    return this.rules.targetFqn(requestContext(ctx), rule);
  }

  @FieldResolver(() => DqRuleExecution, {
    nullable: true,
    description: "Its latest execution; null before the first.",
  })
  latestExecution(@Root() { id }: DqRule, @Ctx() ctx: GraphQLContext): Promise<DqRuleExecution | null> {
    return this.rules.latestExecution(requestContext(ctx), id);
  }

  @FieldResolver(() => DqRuleExecutionConnection, {
    description: "All its executions, newest first; 20 when no size is given.",
  })
  executions(
    @Root() { id }: DqRule,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<DqRuleExecution>> {
    return this.rules.executions(requestContext(ctx), id, page);
  }

  @FieldResolver(() => DqViolation, { nullable: true, description: "Its open violation; null where there is none." })
  openViolation(@Root() { id }: DqRule, @Ctx() ctx: GraphQLContext): Promise<DqViolation | null> {
    return this.rules.openViolation(requestContext(ctx), id);
  }
}

@Resolver(() => DqViolation)
export class ViolationResolver {
  constructor(private readonly rules: DqRules) {}

  @FieldResolver(() => TableAsset, {
    nullable: true,
    description: "The table; null where it is not in the catalog any more.",
  })
  table(@Root() { tableId }: DqViolation, @Ctx() ctx: GraphQLContext): Promise<TableAsset | null> {
    return this.rules.table(requestContext(ctx), tableId);
  }

  @FieldResolver(() => AssetFqn, { description: "The table or column that the rule is about." })
  async targetFqn(@Root() violation: DqViolation, @Ctx() ctx: GraphQLContext): Promise<Fqn> {
    return this.rules.targetFqn(requestContext(ctx), await this.rule(violation, ctx));
  }

  @FieldResolver(() => DqRule, { description: "The rule that is violated." })
  async rule(@Root() { ruleId }: DqViolation, @Ctx() ctx: GraphQLContext): Promise<DqRule> {
    const rule = await this.rules.rule(requestContext(ctx), ruleId);
    if (!rule) throw new Error("A violation whose rule is gone.");
    return rule;
  }
}
