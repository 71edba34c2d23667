import { registerEnumType } from "type-graphql";

export enum DqRuleKind {
  NOT_NULL = "NOT_NULL",
  COMPLETENESS = "COMPLETENESS",
  UNIQUE = "UNIQUE",
  ACCEPTED_VALUES = "ACCEPTED_VALUES",
  RANGE = "RANGE",
  LENGTH = "LENGTH",
  PATTERN = "PATTERN",
  TYPE_CONFORMITY = "TYPE_CONFORMITY",
  REFERENTIAL = "REFERENTIAL",
  COLUMN_ORDER = "COLUMN_ORDER",
  SUM = "SUM",
  TOTAL = "TOTAL",
  FRESHNESS = "FRESHNESS",
  ROW_COUNT = "ROW_COUNT",
  FUNCTIONAL_DEPENDENCY = "FUNCTIONAL_DEPENDENCY",
  ROW_CONDITION = "ROW_CONDITION",
  SQL = "SQL",
}
registerEnumType(DqRuleKind, {
  name: "DqRuleKind",
  description: "What a data quality rule asks for. More kinds may come: treat an unknown one as such.",
  valuesConfig: {
    NOT_NULL: { description: "Each row has a value." },
    COMPLETENESS: { description: "At least a share of the rows has a value." },
    UNIQUE: { description: "No two rows have the same values in the columns." },
    ACCEPTED_VALUES: { description: "Values are of a list." },
    RANGE: { description: "Values lie between two bounds, or beyond one." },
    LENGTH: { description: "Texts have a number of characters between two bounds." },
    PATTERN: { description: "Texts match a regular expression." },
    TYPE_CONFORMITY: { description: "Texts can be read as another type, e.g. as a date." },
    REFERENTIAL: { description: "Values occur in a column of another table." },
    COLUMN_ORDER: { description: "One column's value is not after another's of the same row." },
    SUM: { description: "A column is the sum of others of the same row." },
    TOTAL: { description: "A column is the sum of a column of another table's rows that refer to the row." },
    FRESHNESS: { description: "The latest value is not older than a number of hours." },
    ROW_COUNT: { description: "The table has a number of rows between two bounds." },
    FUNCTIONAL_DEPENDENCY: { description: "Rows with the same values in some columns have the same in another." },
    ROW_CONDITION: { description: "An SQL expression over a row's own columns is not false." },
    SQL: { description: "A SELECT that finds the failing rows finds none." },
  },
});

export enum DqDimension {
  COMPLETENESS = "COMPLETENESS",
  UNIQUENESS = "UNIQUENESS",
  VALIDITY = "VALIDITY",
  CONSISTENCY = "CONSISTENCY",
  ACCURACY = "ACCURACY",
  TIMELINESS = "TIMELINESS",
}
registerEnumType(DqDimension, {
  name: "DqDimension",
  description: "A dimension of data quality, as ISO/IEC 25012 and DAMA name them.",
  valuesConfig: {
    COMPLETENESS: { description: "What should be there is there." },
    UNIQUENESS: { description: "Nothing is there twice." },
    VALIDITY: { description: "Values have the form and the range that they should have." },
    CONSISTENCY: { description: "Values don't contradict each other." },
    ACCURACY: { description: "Values are those of the real thing." },
    TIMELINESS: { description: "Values are recent enough." },
  },
});

export enum DqSeverity {
  LOW = "LOW",
  MEDIUM = "MEDIUM",
  HIGH = "HIGH",
  CRITICAL = "CRITICAL",
}
registerEnumType(DqSeverity, {
  name: "DqSeverity",
  description: "How bad it is when a rule fails.",
  valuesConfig: {
    LOW: { description: "Good to know." },
    MEDIUM: { description: "Should be mended." },
    HIGH: { description: "Numbers made from the data are likely wrong." },
    CRITICAL: { description: "The data can't be used." },
  },
});

/** Columns of another table of the same database. */
export interface TargetColumns {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
}

/**
 * What a rule asks for, by kind; columns by name. Values (bounds, accepted values) are texts as PostgreSQL prints them and
 * are compared as the column's own type. Rows without a value are not checked, but by NOT_NULL and COMPLETENESS; nor are
 * those of which a condition is neither true nor false.
 */
export type RuleDefinition =
  | { readonly kind: DqRuleKind.NOT_NULL | DqRuleKind.COMPLETENESS; readonly column: string }
  | { readonly kind: DqRuleKind.UNIQUE; readonly columns: readonly string[] }
  | { readonly kind: DqRuleKind.ACCEPTED_VALUES; readonly column: string; readonly values: readonly string[] }
  | {
      readonly kind: DqRuleKind.RANGE;
      readonly column: string;
      readonly min: string | null;
      readonly max: string | null;
    }
  | {
      readonly kind: DqRuleKind.LENGTH;
      readonly column: string;
      readonly min: number | null;
      readonly max: number | null;
    }
  | { readonly kind: DqRuleKind.PATTERN; readonly column: string; readonly pattern: string }
  | {
      readonly kind: DqRuleKind.TYPE_CONFORMITY;
      readonly column: string;
      readonly type: "INTEGER" | "DECIMAL" | "DATE" | "TIMESTAMP" | "UUID" | "BOOLEAN" | "EMAIL" | "URL";
    }
  | { readonly kind: DqRuleKind.REFERENTIAL; readonly columns: readonly string[]; readonly target: TargetColumns }
  | {
      readonly kind: DqRuleKind.COLUMN_ORDER;
      readonly lower: string;
      readonly upper: string;
      /** Whether they may not be equal. */
      readonly strict: boolean;
    }
  | {
      readonly kind: DqRuleKind.SUM;
      readonly total: string;
      readonly parts: readonly string[];
      readonly tolerance: string;
    }
  | {
      readonly kind: DqRuleKind.TOTAL;
      readonly total: string;
      /** The key that the other table's `columns` refer to. */
      readonly key: readonly string[];
      readonly target: TargetColumns;
      /** The other table's column that is added up. */
      readonly summed: string;
      readonly tolerance: string;
    }
  | { readonly kind: DqRuleKind.FRESHNESS; readonly column: string; readonly maxAgeHours: number }
  | { readonly kind: DqRuleKind.ROW_COUNT; readonly min: number | null; readonly max: number | null }
  | {
      readonly kind: DqRuleKind.FUNCTIONAL_DEPENDENCY;
      readonly determinants: readonly string[];
      readonly dependent: string;
    }
  | {
      readonly kind: DqRuleKind.ROW_CONDITION;
      readonly condition: string;
      /** Those that the condition names, in its order. */
      readonly columns: readonly string[];
    }
  | { readonly kind: DqRuleKind.SQL; readonly sql: string };

/** A rule as a run proposes it or a person writes it. */
export interface ProposedRule {
  /** Short, for people, e.g. `rental_date is not after return_date`. */
  readonly name: string;
  readonly definition: RuleDefinition;
  readonly dimension: DqDimension;
  readonly severity: DqSeverity;
  /** The share of the checked rows that must hold, 0 to 1; 1 for all. */
  readonly threshold: number;
}
