import { TableKind } from "../../assets/catalog/table-kind.js";
import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { KnownAnnotation, TableFacts } from "../../assets/facts/table-facts.js";
import { Metric, type MetricValue } from "../../quality/metrics/metric.model.js";

/** What is known of a table beside its facts. */
export interface MoreKnown {
  /** Columns that a run has looked for personal data in. */
  readonly columnsAssessed: number;
  readonly activeRules: number;
}

/** What the catalog knows of a table and of its columns, each as a part of what it could know. */
export function metadataMetrics(facts: TableFacts, { columnsAssessed, activeRules }: MoreKnown): MetricValue[] {
  const { columns, constraints, related, comment, annotations, profile } = facts;
  const ofTable = (metric: Metric, holds: boolean, counts = true) =>
    value(metric, counts && holds ? 1 : 0, counts ? 1 : 0);
  const ofColumns = (metric: Metric, holding: number) => value(metric, holding, columns.length);
  const columnsWith = (holds: (column: TableFacts["columns"][number]) => boolean) => columns.filter(holds).length;
  const isStored = !KINDS_WITHOUT_KEYS.has(facts.kind);
  const isKeyed = constraints.some(({ kind }) => kind === "PRIMARY_KEY" || kind === "UNIQUE");
  return [
    ofTable(Metric.TABLES_DESCRIBED, has(annotations, ProposedChangeKind.DESCRIPTION)),
    ofTable(Metric.TABLES_NAMED, has(annotations, ProposedChangeKind.DISPLAY_NAME)),
    ofTable(Metric.TABLES_COMMENTED, isText(comment)),
    ofTable(Metric.TABLES_SENSITIVITY_TAGGED, isTagged(annotations, "Sensitivity.")),
    ofTable(Metric.TABLES_KEYED, isKeyed, isStored),
    ofTable(Metric.TABLES_RELATED, constraints.some(isReference) || isReferredTo(facts, related), isStored),
    ofTable(Metric.TABLES_PROFILED, profile !== null),
    ofTable(Metric.TABLES_WITH_RULES, activeRules > 0),
    ofColumns(
      Metric.COLUMNS_DESCRIBED,
      columnsWith((column) => has(column.annotations, ProposedChangeKind.DESCRIPTION)),
    ),
    ofColumns(
      Metric.COLUMNS_NAMED,
      columnsWith((column) => has(column.annotations, ProposedChangeKind.DISPLAY_NAME)),
    ),
    ofColumns(
      Metric.COLUMNS_COMMENTED,
      columnsWith((column) => isText(column.comment)),
    ),
    ofColumns(Metric.COLUMNS_PII_ASSESSED, columnsAssessed),
    ofColumns(
      Metric.COLUMNS_PII_TAGGED,
      columnsWith((column) => isTagged(column.annotations, "PII.")),
    ),
    ofColumns(
      Metric.COLUMNS_SENSITIVITY_TAGGED,
      columnsWith((column) => isTagged(column.annotations, "Sensitivity.")),
    ),
  ];
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
