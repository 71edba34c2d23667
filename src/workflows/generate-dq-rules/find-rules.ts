import type { RuleTable } from "../../quality/compile/compiled-rule.js";
import { DqRuleKind } from "../../quality/rule.model.js";
import { SourceError } from "../../sources/source-error.js";
import type { SourceSession } from "../../sources/source-session.js";
import { type Candidate, keyOf } from "./candidate.js";
import { lowerBound, type Outcome, thresholdFor } from "./confidence.js";
import { type Learned, type LearnedTable, learnTable, type TableToLearn } from "./learn-table.js";
import { type Measured, measure } from "./measure.js";
import { type FoundRule, ranked } from "./rank.js";
import { refusal } from "./validate.js";

export interface DroppedRule {
  readonly name: string;
  readonly reason: string;
}

export interface FoundRules {
  readonly table: RuleTable;
  readonly rows: number;
  readonly columns: number;
  readonly columnsSkipped: number;
  /** The most valuable first. */
  readonly rules: readonly FoundRule[];
  readonly dropped: readonly DroppedRule[];
}

/**
 * Rules of a table, learned on one half of its rows and measured on the other; with `validate` each is run on all
 * rows. `more` are rules that somebody else proposes: they are checked and measured like the others.
 */
export async function findRules(
  session: SourceSession,
  input: TableToLearn,
  validate: boolean,
  more: readonly Candidate[] = [],
): Promise<FoundRules> {
  const found = await learnTable(session, input);
  const table: RuleTable = {
    schema: found.table.schema,
    name: found.table.name,
    columns: found.table.columns.map(({ name, declaredType }) => ({ name, type: declaredType })),
  };
  const dropped: DroppedRule[] = [];
  const open: Learned[] = [];
  const learnedKeys = new Set(found.learned.map(({ candidate }) => keyOf(candidate)));
  const others = more.filter((candidate) => !learnedKeys.has(keyOf(candidate)));
  for (const learned of [...found.learned, ...others.map((candidate) => ({ candidate, onHalf: candidate }))]) {
    const reason = validate
      ? await refusal(session, table, learned.candidate.definition, catalogued(found))
      : undefined;
    if (reason) dropped.push({ name: learned.candidate.name, reason });
    else open.push(learned);
  }
  const whole = await measure(
    session,
    table,
    found.rows,
    open.map(({ candidate }) => candidate.definition),
    validate,
  );
  const onHalf = await measureHalves(session, table, found, open);
  const rules: FoundRule[] = [];
  for (const [index, learned] of open.entries()) {
    const { candidate } = learned;
    const [all, half] = [whole[index]!, onHalf.get(learned) ?? whole[index]!];
    if (all instanceof SourceError || half instanceof SourceError) {
      const refused = all instanceof SourceError ? all : (half as SourceError);
      dropped.push({ name: candidate.name, reason: `The source could not run it: ${refused.message}` });
      continue;
    }
    const rule = confirmed(learned, all, half.held);
    if (typeof rule !== "string") rules.push(rule);
    else if (!candidate.side) dropped.push({ name: candidate.name, reason: rule });
  }
  const columns = found.table.columns.length - found.columnsSkipped;
  return {
    table,
    rows: found.rows.count,
    columns,
    columnsSkipped: found.columnsSkipped,
    rules: ranked(
      rules.filter((rule) => !isImplied(rule, rules) && !isPart(rule, rules)),
      columns,
    ),
    dropped,
  };
}

/** One bound of a range of which both are kept. */
function isPart({ candidate }: FoundRule, rules: readonly FoundRule[]): boolean {
  const [column] = candidate.columns;
  return (
    candidate.side !== undefined &&
    rules.some(
      ({ candidate: whole, definition }) =>
        definition.kind === DqRuleKind.RANGE && !whole.side && whole.columns[0] === column,
    )
  );
}

/** A part is at most the sum where nothing is negative: that the sum is right says more. */
function isImplied({ definition }: FoundRule, rules: readonly FoundRule[]): boolean {
  if (definition.kind !== DqRuleKind.COLUMN_ORDER) return false;
  return rules.some(
    ({ definition: sum }) =>
      sum.kind === DqRuleKind.SUM && sum.total === definition.upper && sum.parts.includes(definition.lower),
  );
}

/** What the halves' own bounds come to on the rows that they were not learned from, where they differ from all rows'. */
async function measureHalves(
  session: SourceSession,
  table: RuleTable,
  { rows }: LearnedTable,
  open: readonly Learned[],
): Promise<ReadonlyMap<Learned, Measured | SourceError>> {
  const different = open.filter(
    ({ candidate, onHalf }) => JSON.stringify(candidate.definition) !== JSON.stringify(onHalf.definition),
  );
  const measured = await measure(
    session,
    table,
    rows,
    different.map(({ onHalf }) => onHalf.definition),
    false,
  );
  return new Map(different.map((learned, index) => [learned, measured[index]!]));
}

/** The rule with its threshold, or why it is none. */
function confirmed({ candidate }: Learned, { all }: Measured, held: Outcome): FoundRule | string {
  const { leastShare, trust } = candidate;
  const share = all.checked === 0 ? 1 : 1 - all.failing / all.checked;
  if (share < leastShare) return `${all.failing} of ${all.checked} rows don't keep it.`;
  const heldShare = held.checked === 0 ? 1 : 1 - held.failing / held.checked;
  if (heldShare < leastShare) {
    return `Learned on one half of the rows, it does not hold on the other: ${held.failing} of ${held.checked} rows don't keep it.`;
  }
  // What the half did not show may be missing from all rows as well.
  const failing = Math.max(all.failing, all.failing === 0 && held.failing > 0 ? held.failing : 0);
  const threshold = thresholdFor({ checked: all.checked, failing }, candidate.slack ?? 0);
  if (threshold < Math.min(leastShare, 0.95) - 0.1)
    return "Too many rows don't keep it for a bound that means something.";
  return {
    candidate,
    definition: candidate.definition,
    threshold,
    confidence: Math.round(1000 * (candidate.confidence ?? trust * lowerBound(held))) / 1000,
    heldRows: Math.floor(held.checked),
    heldFailing: Math.ceil(held.failing),
  };
}

function catalogued({ table, neighbours }: LearnedTable): (schema: string, name: string) => boolean {
  const known = new Set(neighbours.map(({ schema, table: name }) => JSON.stringify([schema, name])));
  known.add(JSON.stringify([table.schema, table.name]));
  return (schema, name) => known.has(JSON.stringify([schema, name]));
}
