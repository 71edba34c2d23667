import { TableKind } from "../../assets/catalog/table-kind.js";
import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { ColumnFacts, KnownAnnotation, TableFacts } from "../../assets/facts/table-facts.js";
import { Metric, type MetricValue } from "../../quality/metrics/metric.model.js";
import type { MeasuredColumn } from "../../quality/metrics/table-assessment.entity.js";

/** What is known of a table beside its facts. */
export interface MoreKnown {
  /** Ids of the columns that a run has looked for personal data in. */
  readonly assessed: ReadonlySet<string>;
  readonly activeRules: number;
}

/** What the catalog knows of a table and of its columns, each as a part of what it could know. */
export function metadataMetrics(facts: TableFacts, { assessed, activeRules }: MoreKnown): MetricsOfTable {
  const { constraints, related, comment, annotations, profile } = facts;
  const isStored = !KINDS_WITHOUT_KEYS.has(facts.kind);
  const isKeyed = constraints.some(({ kind }) => kind === "PRIMARY_KEY" || kind === "UNIQUE");
  const isRelated = constraints.some(isReference) || isReferredTo(facts, related);
  const columns = facts.columns.map((column) => ({ columnId: column.id, values: columnMetrics(column, assessed) }));
  const values = [
    one(Metric.TABLES_DESCRIBED, has(annotations, ProposedChangeKind.DESCRIPTION)),
    one(Metric.TABLES_NAMED, has(annotations, ProposedChangeKind.DISPLAY_NAME)),
    one(Metric.TABLES_COMMENTED, isText(comment)),
    one(Metric.TABLES_SENSITIVITY_TAGGED, isTagged(annotations, "Sensitivity.")),
    one(Metric.TABLES_KEYED, isKeyed, isStored),
    one(Metric.TABLES_RELATED, isRelated, isStored),
    one(Metric.TABLES_PROFILED, profile !== null),
    one(Metric.TABLES_WITH_RULES, activeRules > 0),
    ...COLUMN_METRICS.map((metric) => ofColumns(metric, columns)),
  ];
  return { values, columns };
}

export interface MetricsOfTable {
  readonly values: readonly MetricValue[];
  readonly columns: readonly MeasuredColumn[];
}

const COLUMN_METRICS = [
  Metric.COLUMNS_DESCRIBED,
  Metric.COLUMNS_NAMED,
  Metric.COLUMNS_COMMENTED,
  Metric.COLUMNS_PII_ASSESSED,
  Metric.COLUMNS_PII_TAGGED,
  Metric.COLUMNS_SENSITIVITY_TAGGED,
] as const;

function columnMetrics({ id, comment, annotations }: ColumnFacts, assessed: ReadonlySet<string>): MetricValue[] {
  const holds: Record<(typeof COLUMN_METRICS)[number], boolean> = {
    COLUMNS_DESCRIBED: has(annotations, ProposedChangeKind.DESCRIPTION),
    COLUMNS_NAMED: has(annotations, ProposedChangeKind.DISPLAY_NAME),
    COLUMNS_COMMENTED: isText(comment),
    COLUMNS_PII_ASSESSED: assessed.has(id),
    COLUMNS_PII_TAGGED: isTagged(annotations, "PII."),
    COLUMNS_SENSITIVITY_TAGGED: isTagged(annotations, "Sensitivity."),
  };
  return COLUMN_METRICS.map((metric) => one(metric, holds[metric]));
}

function ofColumns(metric: Metric, columns: readonly MeasuredColumn[]): MetricValue {
  const values = columns.flatMap((column) => column.values.filter((each) => each.metric === metric));
  return value(metric, values.filter(({ numerator }) => numerator === "1").length, values.length);
}

/** What PostgreSQL keeps no keys of. */
const KINDS_WITHOUT_KEYS = new Set([TableKind.VIEW, TableKind.MATERIALIZED_VIEW, TableKind.FOREIGN_TABLE]);

const value = (metric: Metric, numerator: number, denominator: number): MetricValue => ({
  metric,
  dimension: null,
  numerator: String(numerator),
  denominator: String(denominator),
  assetCount: denominator,
});

/** Of one asset: whether it holds, where it can. */
const one = (metric: Metric, holds: boolean, counts = true): MetricValue =>
  value(metric, counts && holds ? 1 : 0, counts ? 1 : 0);

const has = (annotations: readonly KnownAnnotation[], wanted: ProposedChangeKind): boolean =>
  annotations.some(({ kind, value }) => kind === wanted && isText(value));

const isTagged = (annotations: readonly KnownAnnotation[], prefix: string): boolean =>
  annotations.some(({ kind, name }) => kind === ProposedChangeKind.TAG && name.startsWith(prefix));

const isText = (text: string | null): boolean => text !== null && text.trim() !== "";

type Constraint = TableFacts["constraints"][number];

const isReference = ({ kind }: Constraint): boolean => kind === "FOREIGN_KEY";

const isReferredTo = ({ schema, name }: TableFacts, related: TableFacts["related"]): boolean =>
  related.some(({ constraints }) =>
    constraints.some(
      (constraint) =>
        constraint.kind === "FOREIGN_KEY" && constraint.target.schema === schema && constraint.target.table === name,
    ),
  );
