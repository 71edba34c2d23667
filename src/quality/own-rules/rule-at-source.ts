import type { EntityManager } from "typeorm";
import { columnsOfKey } from "../../assets/facts/columns-of-key.js";
import { personalColumns } from "../../assets/facts/personal-columns.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import type { DataServices } from "../../assets/services/data-services.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { SourceError } from "../../sources/source-error.js";
import type { SourceSession, SourceTarget } from "../../sources/source-session.js";
import type { Sources } from "../../sources/sources.js";
import type { RuleTable } from "../compile/compiled-rule.js";
import { ruleSql } from "../compile-rule.js";
import { checkAtSource } from "./check-at-source.js";
import { dryRun, failedTry } from "./dry-run.js";
import type { DqRuleDryRun } from "./own-rules.types.js";
import type { WrittenRule } from "./read-definition.js";

/** A rule that a person wrote on a table of the catalog, and where its rows are. */
export interface PlacedRule extends WrittenRule {
  readonly facts: TableFacts;
  /** The SourceError where nothing can be asked there. */
  readonly target: SourceTarget | SourceError;
}

/** Somebody waits for the answer: a statement has so long, and all of it together. */
const STATEMENT_MS = 30_000;
const LONGEST_MS = 45_000;

const tableOf = ({ schema, name, columns }: TableFacts): RuleTable => ({ schema, name, columns });
export const sqlOf = ({ definition, facts }: PlacedRule): string => ruleSql(definition, tableOf(facts));

/** What of a person's rule only its source knows. Sessions there only read, for a short time, under the service's cap. */
export class RuleAtSource {
  constructor(
    private readonly services: DataServices,
    private readonly sources: Sources,
  ) {}

  async target(manager: EntityManager, tenantId: string, { fqn }: TableFacts): Promise<SourceTarget | SourceError> {
    const service = await this.services.findByName(manager, tenantId, fqn[0]);
    if (!service) return SourceError.of("SOURCE_SERVICE_REMOVED");
    try {
      return await this.services.target(manager, tenantId, service.id, fqn[1]);
    } catch (error) {
      if (error instanceof SourceError) return error; // a password that can't be opened
      throw error;
    }
  }

  /** Whether the source takes the rule: it is not counted. A rule that nobody could try is not taken. */
  async check(rule: PlacedRule): Promise<void> {
    try {
      await this.inSession(rule, (session) => checkAtSource(session, rule, tableOf(rule.facts)));
    } catch (error) {
      throw error instanceof SourceError ? toUserErrors(error) : error;
    }
  }

  async dryRun(rule: PlacedRule, threshold: number): Promise<DqRuleDryRun> {
    const { facts, definition, target } = rule;
    const table = tableOf(facts);
    const key = target instanceof SourceError || !target.rowsMayLeave ? [] : columnsOfKey(facts);
    try {
      return await this.inSession(rule, async (session) => {
        await checkAtSource(session, rule, table);
        return dryRun(session, { definition, threshold, table, key, personal: personalColumns(facts) });
      });
    } catch (error) {
      if (error instanceof SourceError) return failedTry(error, sqlOf(rule));
      throw error;
    }
  }

  private async inSession<T>({ target }: PlacedRule, work: (session: SourceSession) => Promise<T>): Promise<T> {
    if (target instanceof SourceError) throw target;
    const signal = AbortSignal.timeout(LONGEST_MS);
    let session: SourceSession | undefined;
    try {
      session = await this.sources.open(target, {
        applicationName: "data-readiness/rule",
        statementTimeoutMs: STATEMENT_MS,
        signal,
      });
      return await work(session);
    } catch (error) {
      if (!signal.aborted || !(error instanceof SourceError)) throw error;
      throw SourceError.of("SOURCE_STATEMENT_TIMEOUT", "It took too long altogether.");
    } finally {
      await session?.close();
    }
  }
}

function toUserErrors(error: SourceError): UserErrors {
  if (error.code === "SOURCE_OBJECT_GONE") {
    const message = "The source does not have all of it any more: ingest the data service again.";
    return UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, message, "rule");
  }
  const code = error.retryable ? ErrorCode.SERVICE_UNAVAILABLE : ErrorCode.CONFLICT;
  return UserErrors.one(code, `The source can't be asked about the rule (${error.code}): ${error.message}`, "rule");
}
