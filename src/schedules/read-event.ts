import type { EntityManager } from "typeorm";
import type { Catalog } from "../assets/catalog/catalog.service.js";
import type { Configurations } from "../configurations/configuration.service.js";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { type Fqn, formatFqn, levelOf } from "../platform/fqn.js";
import { fqnArgument } from "../platform/fqn-argument.js";
import { isId } from "../platform/ids.js";
import { exactlyOne } from "../platform/one-of.js";
import { DqRule } from "../quality/rules/rule.entity.js";
import type { WorkflowTrigger } from "./trigger.entity.js";
import type {
  RuleFailedEventInput,
  RunCompletedEventInput,
  TableChangedEventInput,
  WorkflowTriggerEventInput,
} from "./trigger-event.inputs.js";

/** What an event is stored as. */
export type StoredEvent = Pick<
  WorkflowTrigger,
  "eventKind" | "sourceConfigurationId" | "statuses" | "asset" | "minimumSeverity" | "ruleId"
>;

const NOTHING = { sourceConfigurationId: null, statuses: null, asset: null, minimumSeverity: null, ruleId: null };
const noSuch = (what: string, ...path: string[]) =>
  UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, `There is no such ${what}.`, "event", ...path);

/** Checks an event: what it names is there. */
export class EventReader {
  constructor(
    private readonly configurations: Configurations,
    private readonly catalog: Catalog,
  ) {}

  async read(manager: EntityManager, tenantId: string, event: WorkflowTriggerEventInput): Promise<StoredEvent> {
    exactlyOne(event, ["event"]);
    if (event.runCompleted) return this.runCompleted(manager, tenantId, event.runCompleted);
    if (event.tableChanged) return this.tableChanged(manager, tenantId, event.tableChanged);
    return this.ruleFailed(manager, tenantId, event.ruleFailed!);
  }

  private async runCompleted(
    manager: EntityManager,
    tenantId: string,
    { configurationId, statuses }: RunCompletedEventInput,
  ): Promise<StoredEvent> {
    const source = await this.configurations.byId(manager, tenantId, configurationId);
    if (!source) throw noSuch("configuration", "runCompleted", "configurationId");
    const once = [...new Set(statuses)];
    return { ...NOTHING, eventKind: "RUN_COMPLETED", sourceConfigurationId: source.id, statuses: once };
  }

  /** The service must be there; what is waited for may be a table that is still to come. */
  private async tableChanged(
    manager: EntityManager,
    tenantId: string,
    { assetFqn }: TableChangedEventInput,
  ): Promise<StoredEvent> {
    const path = ["tableChanged", "assetFqn"];
    const asset = parsed(assetFqn, path);
    if (levelOf(asset) === "COLUMN") throw wrong("Name a table, schema, database or service, not a column.", path);
    const [service] = asset;
    if (!(await this.catalog.resolve(manager, tenantId, [service]))) throw noSuch("service", ...path);
    return { ...NOTHING, eventKind: "TABLE_CHANGED", asset: [...asset] };
  }

  private async ruleFailed(
    manager: EntityManager,
    tenantId: string,
    { assetFqn = null, minimumSeverity = null, ruleId = null }: RuleFailedEventInput,
  ): Promise<StoredEvent> {
    const path = ["ruleFailed", "assetFqn"];
    const asset = assetFqn === null ? null : parsed(assetFqn, path);
    if (asset && !(await this.catalog.resolve(manager, tenantId, asset))) {
      const message = `${formatFqn(asset)} is not in the catalog. Is its service ingested?`;
      throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, message, "event", ...path);
    }
    const rule = ruleId === null || (isId(ruleId) && (await manager.existsBy(DqRule, { id: ruleId, tenantId })));
    if (!rule) throw noSuch("rule", "ruleFailed", "ruleId");
    return { ...NOTHING, eventKind: "RULE_FAILED", asset: asset && [...asset], minimumSeverity, ruleId };
  }
}

const wrong = (message: string, path: readonly string[]) =>
  UserErrors.one(ErrorCode.VALIDATION_ERROR, message, "event", ...path);

const parsed = (text: string, path: readonly string[]): Fqn => fqnArgument(text, "event", ...path);
