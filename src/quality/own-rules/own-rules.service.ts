import type { EntityManager } from "typeorm";
import { tidy } from "../../assets/edits/persons-text.js";
import { loadTableFacts } from "../../assets/facts/load-table-facts.js";
import type { RequestContext } from "../../platform/context.js";
import type { Database } from "../../platform/database.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { validateInput } from "../../platform/validation.js";
import { DqRuleKind, type RuleDefinition } from "../rule.model.js";
import { type DqRule, DqRuleStatus } from "../rules/rule.entity.js";
import { changeRule, type RuleChange, ruleOf } from "./change-rule.js";
import { DIMENSIONS, nameOf } from "./defaults.js";
import { namedTable } from "./named-table.js";
import { CreateDqRuleInput, DryRunDqRuleInput, SetDqRuleStatusInput, UpdateDqRuleInput } from "./own-rules.inputs.js";
import type { DqRuleDryRun } from "./own-rules.types.js";
import { readDefinition } from "./read-definition.js";
import { type PlacedRule, type RuleAtSource, sqlOf } from "./rule-at-source.js";
import { factsOfRule, mustBeTheSame, newNameOf } from "./rule-of-catalog.js";
import { saveOwnRule } from "./save-own-rule.js";

/** Rules that people write, and what people do to rules of runs. Nothing of ours is locked while a source is asked. */
export class OwnRules {
  constructor(
    private readonly database: Database,
    private readonly atSource: RuleAtSource,
  ) {}

  async dryRun(ctx: RequestContext, given: DryRunDqRuleInput): Promise<DqRuleDryRun> {
    const input = Object.assign(new DryRunDqRuleInput(), given);
    return this.atSource.dryRun(await this.placed(ctx, input), input.threshold);
  }

  async create(ctx: RequestContext, given: CreateDqRuleInput): Promise<DqRule> {
    const input = Object.assign(new CreateDqRuleInput(), given);
    const placed = await this.placed(ctx, input);
    await this.atSource.check(placed);
    const { definition, facts } = placed;
    const { threshold, severity } = input;
    const name = input.name == null ? nameOf(definition) : tidy(input.name);
    const dimension = input.dimension ?? DIMENSIONS[definition.kind];
    const rule = { tableId: facts.id, name, definition, dimension, severity, threshold, sql: sqlOf(placed) };
    return this.write(ctx, (manager) => saveOwnRule(manager, ctx.identity, rule));
  }

  async update(ctx: RequestContext, given: UpdateDqRuleInput): Promise<DqRule> {
    const { id, ...input } = Object.assign(new UpdateDqRuleInput(), given);
    await validateInput(Object.assign(new UpdateDqRuleInput(), input));
    if (Object.values(input).every((value) => value == null)) {
      throw UserErrors.one(ErrorCode.VALIDATION_ERROR, "Nothing is to be changed: give what is.");
    }
    const { tenantId } = ctx.identity;
    const [rule, placed] = await this.database.tenant(tenantId, async (manager) => {
      const found = await ruleOf(manager, tenantId, id);
      const facts = await factsOfRule(manager, found);
      const written = input.rule && (await readDefinition(manager, tenantId, facts, input.rule));
      if (written) mustBeTheSame(found.definition, written);
      checkThreshold(found.definition, input.threshold);
      return [found, written && { ...written, facts, target: await this.atSource.target(manager, tenantId, facts) }];
    });
    if (placed) await this.atSource.check(placed);
    const change = async (manager: EntityManager, present: DqRule): Promise<RuleChange> => ({
      ...(placed && { definition: { definition: placed.definition, sql: sqlOf(placed) } }),
      name:
        input.name != null
          ? tidy(input.name)
          : placed
            ? await newNameOf(manager, present, placed.definition)
            : undefined,
      dimension: input.dimension ?? undefined,
      severity: input.severity ?? undefined,
      threshold: input.threshold ?? undefined,
    });
    return this.write(ctx, (manager) => changeRule(manager, ctx.identity, rule, (present) => change(manager, present)));
  }

  /** A rule that is gone from the catalog can be put away, but not be asked again. */
  async setStatus(ctx: RequestContext, input: SetDqRuleStatusInput): Promise<DqRule> {
    await validateInput(Object.assign(new SetDqRuleStatusInput(), input));
    const { id, status } = input;
    return this.write(ctx, async (manager) => {
      const rule = await ruleOf(manager, ctx.identity.tenantId, id);
      if (status === DqRuleStatus.ACTIVE) await factsOfRule(manager, rule);
      return changeRule(manager, ctx.identity, rule, () => ({ status }));
    });
  }

  private async placed(ctx: RequestContext, input: DryRunDqRuleInput): Promise<PlacedRule> {
    await validateInput(input);
    const fqn = namedTable(input.tableFqn, "tableFqn");
    const { tenantId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      const facts = await loadTableFacts(manager, tenantId, fqn);
      if (!facts) throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such table.", "tableFqn");
      const written = await readDefinition(manager, tenantId, facts, input.rule);
      checkThreshold(written.definition, input.threshold);
      return { ...written, facts, target: await this.atSource.target(manager, tenantId, facts) };
    });
  }

  private async write(ctx: RequestContext, work: (manager: EntityManager) => Promise<DqRule>): Promise<DqRule> {
    const rule = await this.database.tenant(ctx.identity.tenantId, work);
    ctx.loaders.clear(); // what they have read of it is old now
    return rule;
  }
}

const OF_THE_WHOLE: ReadonlySet<DqRuleKind> = new Set([DqRuleKind.FRESHNESS, DqRuleKind.ROW_COUNT]);

function checkThreshold({ kind }: RuleDefinition, threshold: number | null | undefined): void {
  if (threshold == null || threshold === 1 || !OF_THE_WHOLE.has(kind)) return;
  const message = "A rule about the table as a whole has the threshold 1: it holds or it does not.";
  throw UserErrors.one(ErrorCode.VALIDATION_ERROR, message, "threshold");
}
