// Made of schema/operations by `npm run client:generate`: do not edit.

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import { gql } from '../document.js';
/** What to do with what a run found. */
export type ApprovalAction =
  /** Save it to the catalog. */
  | 'APPROVE'
  /** Leave the catalog as it is. */
  | 'REJECT'
  /** Take the decision back, with what it changed: it is undecided again. */
  | 'RESET'
  | '%future added value';

/** What people decided on a run's results. */
export type ApprovalStatus =
  /** All is decided, and at least some of it saved to the catalog. Where the run saved its results itself, what a person's word stands against may be undecided. */
  | 'APPROVED'
  /** Something of it is undecided. */
  | 'PENDING'
  /** All is decided or superseded, and nothing of it saved. */
  | 'REJECTED'
  | '%future added value';

/** Which tables to find: those for which all that is given holds. */
export type AssetFilter = {
  /** It has a description of its own; false: it has none. The source's comment is no description. */
  readonly described?: boolean | null | undefined;
  /** It has an active rule of data quality; false: it has none. */
  readonly hasDqRules?: boolean | null | undefined;
  /** A rule of it is violated; false: none is. */
  readonly hasOpenViolations?: boolean | null | undefined;
  /** It or one of its columns has a tag `PII.…`; false: none has. */
  readonly piiTagged?: boolean | null | undefined;
  /** It or one of its columns has pending changes; false: none has. */
  readonly requiresApproval?: boolean | null | undefined;
  /** Each of these tags, at most 20, is on the table or on one of its columns, e.g. `PII.Email`, `Sensitivity.Confidential`. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  /** In this data service, database or schema. */
  readonly under?: string | null | undefined;
};

/** Why a decision left a proposed change as it is. More reasons may come: treat an unknown one as such. */
export type ChangeConflictReason =
  /** The table or column is not in the source any more. It stays undecided. */
  | 'ASSET_GONE'
  /** Something was changed on top of it since, or a later run found it again. It stays approved: take that back first. */
  | 'BUILT_UPON'
  /** A person wrote what it would replace. It stays undecided: reject it, or edit the asset. */
  | 'STEWARDS_WORD'
  | '%future added value';

/** What became of a proposed change. More decisions may come: treat an unknown one as such. */
export type ChangeDecision =
  /** Saved to the catalog. */
  | 'APPROVED'
  /** Nobody decided on it: the catalog is as it was. */
  | 'PENDING'
  /** A person did not want it: the catalog is as it was. */
  | 'REJECTED'
  /** Nobody decided on it before a later run of the same type looked at the table: decide on that one's. */
  | 'SUPERSEDED'
  | '%future added value';

/** A rule of one's own. */
export type CreateDqRuleInput = {
  /** The dimension of quality that it measures; the one that is usual for its kind when absent. */
  readonly dimension?: DqDimension | null | undefined;
  /** Short, for people: one line of at most 200 characters. Made from the rule when absent. */
  readonly name?: string | null | undefined;
  /** What it asks for. */
  readonly rule: DqRuleInput;
  /** How bad it is when it fails. */
  readonly severity?: DqSeverity;
  /** The table, e.g. `PostgreSQL.dvdrental.public.film`. */
  readonly tableFqn: string;
  /** The share of the checked rows that must hold, above 0, at most 1; 1 for all. */
  readonly threshold?: number;
};

/** A new configuration. */
export type CreateWorkflowConfigurationInput = {
  /** The asset of a run that names none. */
  readonly assetFqn?: string | null | undefined;
  /** What it is for, at most 2000 characters. */
  readonly description?: string | null | undefined;
  /** Its name, 1 to 255 characters, unique among the active ones. */
  readonly name: string;
  /** Options, laid over the definition's. */
  readonly parameters?: WorkflowParametersInput | null | undefined;
  /** What its runs do. */
  readonly workflowType: WorkflowType;
};

/** A run to start. */
export type CreateWorkflowRunInput = {
  /** The asset; the configuration's own when absent. */
  readonly assetFqn?: string | null | undefined;
  /** The configuration to run. */
  readonly configurationId: string;
  /** 1 to 255 characters. Same tenant, key and input: the same run comes back and `replayed` is true. Kept for 24 hours. */
  readonly idempotencyKey?: string | null | undefined;
  /** Names and values to find the run by, at most 20. */
  readonly labels?: ReadonlyArray<LabelInput> | null | undefined;
  /** What happens when the same configuration already runs on the same asset. */
  readonly onConflict?: RunConflictPolicy;
  /** Options of the configuration's workflow type; they are laid over the configuration's own. */
  readonly parameters?: WorkflowParametersInput | null | undefined;
  /** Save the results without a manual approval. */
  readonly saveAll?: boolean;
};

/** Whether a run may look at values of the source. */
export type DataAccess =
  /** Names, types, comments and keys only; no row is read. */
  | 'METADATA_ONLY'
  /** A sample of each table's rows too, where the rows of the service may leave it. */
  | 'SAMPLE'
  | '%future added value';

/** A decision on what a run found. */
export type DecideWorkflowRunApprovalInput = {
  /** What to do. */
  readonly action: ApprovalAction;
  /** Only these of its proposed changes, 1 to 1000, or none of them is decided: undecided ones, or decided ones for RESET. Absent: all of them. */
  readonly changeIds?: ReadonlyArray<string> | null | undefined;
  /** Why, for whoever reads it later; at most 2000 characters. */
  readonly notes?: string | null | undefined;
  /** The run. */
  readonly workflowRunId: string;
};

/** How much a dimension weighs in a scorecard's score over all. */
export type DimensionWeightInput = {
  /** Which one; each at most once. */
  readonly dimension: ScorecardDimension;
  /** 0 to 1000000, with at most 6 decimal places. 0 leaves the dimension out of the score over all. */
  readonly weight: string;
};

/** Values are of a list. */
export type DqAcceptedValuesRuleInput = {
  /** Name of the column. */
  readonly column: string;
  /** The values that are right, as PostgreSQL prints them: 1 to 1000, each once and of at most 1000 characters. */
  readonly values: ReadonlyArray<string>;
};

/** Options of a run that measures the quality of data from what rules and profiles found. */
export type DqAssessmentParametersInput = {
  /** Only these tables, 1 to 1000; they lie under the run's asset. All of the asset's when absent. */
  readonly include?: ReadonlyArray<string> | null | undefined;
};

/** One column's value is not after another's of the same row. */
export type DqColumnOrderRuleInput = {
  /** Name of the column whose value comes first, or is the smaller one. */
  readonly lower: string;
  /** Whether the two may not be equal. */
  readonly strict?: boolean;
  /** Name of the other column. */
  readonly upper: string;
};

/** A rule about one column. */
export type DqColumnRuleInput = {
  /** Name of the column. */
  readonly column: string;
};

/** A dimension of data quality, as ISO/IEC 25012 and DAMA name them. */
export type DqDimension =
  /** Values are those of the real thing. */
  | 'ACCURACY'
  /** What should be there is there. */
  | 'COMPLETENESS'
  /** Values don't contradict each other. */
  | 'CONSISTENCY'
  /** Values are recent enough. */
  | 'TIMELINESS'
  /** Nothing is there twice. */
  | 'UNIQUENESS'
  /** Values have the form and the range that they should have. */
  | 'VALIDITY'
  | '%future added value';

/** Options of a run that executes data quality rules. */
export type DqExecutionParametersInput = {
  /** Keys of failing rows that are kept with the execution of each rule that fails, 0 to 100; 0 keeps none. None are read where rows may not leave the source. */
  readonly failingKeyLimit?: number;
};

/** How the execution of a rule ended. */
export type DqExecutionStatus =
  /** It could not be executed: `error` says why. The other rules of the table were. */
  | 'ERROR'
  /** Too few of the checked rows hold. */
  | 'FAILED'
  /** Enough of the checked rows hold, or none was to be checked. */
  | 'PASSED'
  | '%future added value';

/** The latest value is not older than a number of hours. */
export type DqFreshnessRuleInput = {
  /** Name of the column. */
  readonly column: string;
  /** The greatest age in hours, above 0, at most 876000. */
  readonly maxAgeHours: number;
};

/** Texts have a number of characters between two bounds. Give at least one. */
export type DqLengthRuleInput = {
  /** Name of the column. */
  readonly column: string;
  /** The most characters, a whole number. */
  readonly max?: number | null | undefined;
  /** The fewest characters, a whole number. */
  readonly min?: number | null | undefined;
};

/** Texts match a regular expression. */
export type DqPatternRuleInput = {
  /** Name of the column. */
  readonly column: string;
  /** A regular expression of PostgreSQL, e.g. `^[A-Z]{2}-[0-9]{4}$`; 1 to 1000 characters. Without ^ and $ it may match anywhere. */
  readonly pattern: string;
};

/** Values lie between two bounds, or beyond one. Give at least one. */
export type DqRangeRuleInput = {
  /** Name of the column. */
  readonly column: string;
  /** The greatest value that is right, in the same way. */
  readonly max?: string | null | undefined;
  /** The least value that is right, as PostgreSQL prints it, e.g. `0.5`, `2020-01-31`. */
  readonly min?: string | null | undefined;
};

/** Values occur in columns of another table of the same database. */
export type DqReferentialRuleInput = {
  /** Names of the columns that refer, 1 to 32, each once. */
  readonly columns: ReadonlyArray<string>;
  /** Names of that table's columns, in the same order, as many. */
  readonly targetColumns: ReadonlyArray<string>;
  /** The table that they refer to. */
  readonly targetFqn: string;
};

/** A condition on a row. */
export type DqRowConditionRuleInput = {
  /** An SQL expression over the row's columns, by their names, that is true or false, e.g. `rental_rate > 0 or rating = 'G'`; 1 to 2000 characters. It has no subquery. Rows of which it is neither true nor false are not checked. */
  readonly condition: string;
};

/** The table has a number of rows between two bounds. Give at least one. */
export type DqRowCountRuleInput = {
  /** The most rows, a whole number. */
  readonly max?: number | null | undefined;
  /** The fewest rows, a whole number. */
  readonly min?: number | null | undefined;
};

/** What a rule asks for: exactly one member. */
export type DqRuleInput =
  {   /** Values are of a list. */
  readonly acceptedValues: DqAcceptedValuesRuleInput; readonly columnOrder?: never; readonly completeness?: never; readonly freshness?: never; readonly length?: never; readonly notNull?: never; readonly pattern?: never; readonly range?: never; readonly referential?: never; readonly rowCondition?: never; readonly rowCount?: never; readonly sqlAssertion?: never; readonly unique?: never; }
  |  { readonly acceptedValues?: never;   /** One column's value is not after another's. */
  readonly columnOrder: DqColumnOrderRuleInput; readonly completeness?: never; readonly freshness?: never; readonly length?: never; readonly notNull?: never; readonly pattern?: never; readonly range?: never; readonly referential?: never; readonly rowCondition?: never; readonly rowCount?: never; readonly sqlAssertion?: never; readonly unique?: never; }
  |  { readonly acceptedValues?: never; readonly columnOrder?: never;   /** A share of the rows, the rule's threshold, has a value in the column. */
  readonly completeness: DqColumnRuleInput; readonly freshness?: never; readonly length?: never; readonly notNull?: never; readonly pattern?: never; readonly range?: never; readonly referential?: never; readonly rowCondition?: never; readonly rowCount?: never; readonly sqlAssertion?: never; readonly unique?: never; }
  |  { readonly acceptedValues?: never; readonly columnOrder?: never; readonly completeness?: never;   /** The latest value is not too old. */
  readonly freshness: DqFreshnessRuleInput; readonly length?: never; readonly notNull?: never; readonly pattern?: never; readonly range?: never; readonly referential?: never; readonly rowCondition?: never; readonly rowCount?: never; readonly sqlAssertion?: never; readonly unique?: never; }
  |  { readonly acceptedValues?: never; readonly columnOrder?: never; readonly completeness?: never; readonly freshness?: never;   /** Texts have a number of characters in bounds. */
  readonly length: DqLengthRuleInput; readonly notNull?: never; readonly pattern?: never; readonly range?: never; readonly referential?: never; readonly rowCondition?: never; readonly rowCount?: never; readonly sqlAssertion?: never; readonly unique?: never; }
  |  { readonly acceptedValues?: never; readonly columnOrder?: never; readonly completeness?: never; readonly freshness?: never; readonly length?: never;   /** Each row has a value in the column. */
  readonly notNull: DqColumnRuleInput; readonly pattern?: never; readonly range?: never; readonly referential?: never; readonly rowCondition?: never; readonly rowCount?: never; readonly sqlAssertion?: never; readonly unique?: never; }
  |  { readonly acceptedValues?: never; readonly columnOrder?: never; readonly completeness?: never; readonly freshness?: never; readonly length?: never; readonly notNull?: never;   /** Texts match a regular expression. */
  readonly pattern: DqPatternRuleInput; readonly range?: never; readonly referential?: never; readonly rowCondition?: never; readonly rowCount?: never; readonly sqlAssertion?: never; readonly unique?: never; }
  |  { readonly acceptedValues?: never; readonly columnOrder?: never; readonly completeness?: never; readonly freshness?: never; readonly length?: never; readonly notNull?: never; readonly pattern?: never;   /** Values lie between two bounds, or beyond one. */
  readonly range: DqRangeRuleInput; readonly referential?: never; readonly rowCondition?: never; readonly rowCount?: never; readonly sqlAssertion?: never; readonly unique?: never; }
  |  { readonly acceptedValues?: never; readonly columnOrder?: never; readonly completeness?: never; readonly freshness?: never; readonly length?: never; readonly notNull?: never; readonly pattern?: never; readonly range?: never;   /** Values occur in another table. */
  readonly referential: DqReferentialRuleInput; readonly rowCondition?: never; readonly rowCount?: never; readonly sqlAssertion?: never; readonly unique?: never; }
  |  { readonly acceptedValues?: never; readonly columnOrder?: never; readonly completeness?: never; readonly freshness?: never; readonly length?: never; readonly notNull?: never; readonly pattern?: never; readonly range?: never; readonly referential?: never;   /** A condition of one's own on each row. */
  readonly rowCondition: DqRowConditionRuleInput; readonly rowCount?: never; readonly sqlAssertion?: never; readonly unique?: never; }
  |  { readonly acceptedValues?: never; readonly columnOrder?: never; readonly completeness?: never; readonly freshness?: never; readonly length?: never; readonly notNull?: never; readonly pattern?: never; readonly range?: never; readonly referential?: never; readonly rowCondition?: never;   /** The table has a number of rows in bounds. */
  readonly rowCount: DqRowCountRuleInput; readonly sqlAssertion?: never; readonly unique?: never; }
  |  { readonly acceptedValues?: never; readonly columnOrder?: never; readonly completeness?: never; readonly freshness?: never; readonly length?: never; readonly notNull?: never; readonly pattern?: never; readonly range?: never; readonly referential?: never; readonly rowCondition?: never; readonly rowCount?: never;   /** A SELECT of one's own that finds the failing rows. */
  readonly sqlAssertion: DqSqlAssertionRuleInput; readonly unique?: never; }
  |  { readonly acceptedValues?: never; readonly columnOrder?: never; readonly completeness?: never; readonly freshness?: never; readonly length?: never; readonly notNull?: never; readonly pattern?: never; readonly range?: never; readonly referential?: never; readonly rowCondition?: never; readonly rowCount?: never; readonly sqlAssertion?: never;   /** No two rows have the same values in some columns. */
  readonly unique: DqUniqueRuleInput; };

/** What a data quality rule asks for. More kinds may come: treat an unknown one as such. */
export type DqRuleKind =
  /** Values are of a list. */
  | 'ACCEPTED_VALUES'
  /** One column's value is not after another's of the same row. */
  | 'COLUMN_ORDER'
  /** At least a share of the rows has a value. */
  | 'COMPLETENESS'
  /** The latest value is not older than a number of hours. */
  | 'FRESHNESS'
  /** Rows with the same values in some columns have the same in another. */
  | 'FUNCTIONAL_DEPENDENCY'
  /** Texts have a number of characters between two bounds. */
  | 'LENGTH'
  /** Each row has a value. */
  | 'NOT_NULL'
  /** Texts match a regular expression. */
  | 'PATTERN'
  /** Values lie between two bounds, or beyond one. */
  | 'RANGE'
  /** Values occur in a column of another table. */
  | 'REFERENTIAL'
  /** An SQL expression over a row's own columns is not false. */
  | 'ROW_CONDITION'
  /** The table has a number of rows between two bounds. */
  | 'ROW_COUNT'
  /** A SELECT that finds the failing rows finds none. */
  | 'SQL'
  /** A column is the sum of others of the same row. */
  | 'SUM'
  /** A column is the sum of a column of another table's rows that refer to the row. */
  | 'TOTAL'
  /** Texts can be read as another type, e.g. as a date. */
  | 'TYPE_CONFORMITY'
  /** No two rows have the same values in the columns. */
  | 'UNIQUE'
  | '%future added value';

/** Whether a rule is executed. */
export type DqRuleStatus =
  /** Each run that executes rules of its table executes it. */
  | 'ACTIVE'
  /** A later run did not find it any more, or a person put it away. It is kept for its history. */
  | 'ARCHIVED'
  /** A person paused it: it is not executed, and runs leave it as it is. */
  | 'PAUSED'
  | '%future added value';

/** How bad it is when a rule fails. */
export type DqSeverity =
  /** The data can't be used. */
  | 'CRITICAL'
  /** Numbers made from the data are likely wrong. */
  | 'HIGH'
  /** Good to know. */
  | 'LOW'
  /** Should be mended. */
  | 'MEDIUM'
  | '%future added value';

/** A statement that finds what is wrong. */
export type DqSqlAssertionRuleInput = {
  /** One SELECT that gives the table's failing rows, 1 to 10000 characters. It reads tables of the catalog, each named with its schema, by functions that change nothing. */
  readonly sql: string;
};

/** No two rows have the same values in these columns. */
export type DqUniqueRuleInput = {
  /** Names of the columns, 1 to 32, each once. */
  readonly columns: ReadonlyArray<string>;
};

/** Which violations to list; all conditions must hold. */
export type DqViolationFilter = {
  /** True: acknowledged. False: not. */
  readonly acknowledged?: boolean | null | undefined;
  /** About this asset or one that lies under it: a service, database, schema, table or column. */
  readonly assetFqn?: string | null | undefined;
  /** Of rules of one of these dimensions. */
  readonly dimensions?: ReadonlyArray<DqDimension> | null | undefined;
  /** Opened before this time. */
  readonly openedBefore?: string | null | undefined;
  /** Opened at this time or later. */
  readonly openedFrom?: string | null | undefined;
  /** Of this rule. */
  readonly ruleId?: string | null | undefined;
  /** Of rules of one of these severities. */
  readonly severities?: ReadonlyArray<DqSeverity> | null | undefined;
  /** Of this status; of any when absent. */
  readonly status?: DqViolationStatus | null | undefined;
};

/** Whether something has to be done about it. */
export type DqViolationStatus =
  /** The rule failed when it was last executed. */
  | 'OPEN'
  /** The rule holds again, or is not asked any more: it was changed, paused or archived. */
  | 'RESOLVED'
  | '%future added value';

/** Options of a run that describes columns. */
export type EnrichTableColumnsParametersInput = {
  /** Only these tables, 1 to 1000; they lie under the run's asset. All of the asset's when absent. */
  readonly include?: ReadonlyArray<string> | null | undefined;
  /** What business the data is of, in words such as `Banking` or `E-commerce retail platform`, at most 1000 characters. It chooses words and weights, and is never repeated. */
  readonly industryInfo?: string | null | undefined;
};

/** What kind of error it is. New codes may be added: treat an unknown one like INTERNAL_ERROR. */
export type ErrorCode =
  /** The present state does not allow this, for example an idempotency key reused. */
  | 'CONFLICT'
  /** The gateway executes the operations of a list, and this is not one of them. */
  | 'DOCUMENT_NOT_TRUSTED'
  /** The token lacks the scope that this needs. */
  | 'INSUFFICIENT_PERMISSIONS'
  /** An error of the gateway; its request id is in the answer and in the log. */
  | 'INTERNAL_ERROR'
  /** The request as a whole can't be understood, for example a made-up cursor. */
  | 'INVALID_REQUEST'
  /** The bearer token is missing, malformed, expired or not signed by a trusted key. */
  | 'INVALID_TOKEN'
  /** The hash of the operation is not known here: send it with the text. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** Too much at once: operations, streams or sockets. Let some end, or try again later. */
  | 'RATE_LIMIT_EXCEEDED'
  /** Something of that name exists already. */
  | 'RESOURCE_ALREADY_EXISTS'
  /** What the input names does not exist, or is not visible to this tenant. */
  | 'RESOURCE_NOT_FOUND'
  /** A part that is needed is down at the moment; try again later. */
  | 'SERVICE_UNAVAILABLE'
  /** A field of the input has a value that is not allowed. */
  | 'VALIDATION_ERROR'
  | '%future added value';

/** Options of a run that proposes data quality rules. */
export type GenerateDqRulesParametersInput = {
  /** Check each rule before it is proposed: its SQL is parsed (one SELECT of catalogued tables, no side effects), planned and run by the source under its limits. Rules that fail are dropped and reported. */
  readonly useValidation?: boolean;
};

/** Options of a run that says which dimensions of data quality matter for tables and columns. */
export type GenerateDqTagsParametersInput = {
  /** What business the data is of, in words such as `Banking` or `E-commerce retail platform`, at most 1000 characters. It chooses words and weights, and is never repeated. */
  readonly industryInfo?: string | null | undefined;
};

/** Options of a run that finds personal data. */
export type GeneratePiiTagsParametersInput = {
  /** Least confidence of a tag, 0 to 1. */
  readonly confidenceThreshold?: number;
  /** Whether values are read. */
  readonly dataAccess?: DataAccess;
  /** Only these tables, 1 to 1000; they lie under the run's asset. All of the asset's when absent. */
  readonly include?: ReadonlyArray<string> | null | undefined;
  /** What business the data is of, in words such as `Banking` or `E-commerce retail platform`, at most 1000 characters. It chooses words and weights, and is never repeated. */
  readonly industryInfo?: string | null | undefined;
  /** Look for these kinds only; for all when absent. What is tagged with other kinds stays. */
  readonly recognizers?: ReadonlyArray<PiiKind> | null | undefined;
};

/** Options of a run that says how sensitive tables and columns are. */
export type GenerateSensitivityTagsParametersInput = {
  /** Only these tables, 1 to 1000; they lie under the run's asset. All of the asset's when absent. */
  readonly include?: ReadonlyArray<string> | null | undefined;
  /** What business the data is of, in words such as `Banking` or `E-commerce retail platform`, at most 1000 characters. It chooses words and weights, and is never repeated. */
  readonly industryInfo?: string | null | undefined;
};

/** Options of a run that describes tables. */
export type GenerateTableDescriptionParametersInput = {
  /** The tables to describe, 1 to 1000; they lie under the run's asset. */
  readonly include: ReadonlyArray<string>;
  /** What business the data is of, in words such as `Banking` or `E-commerce retail platform`, at most 1000 characters. It chooses words and weights, and is never repeated. */
  readonly industryInfo?: string | null | undefined;
};

/** A name and a value to find a run by. */
export type LabelInput = {
  /** Name, 1 to 63 characters. */
  readonly name: string;
  /** Value, at most 255 characters. */
  readonly value: string;
};

/** Options of a run that measures how well tables are described, tagged, keyed and profiled. */
export type MetadataAssessmentParametersInput = {
  /** Only these tables, 1 to 1000; they lie under the run's asset. All of the asset's when absent. */
  readonly include?: ReadonlyArray<string> | null | undefined;
};

/** What is measured, as numerator of denominator. docs/workflows/metadata-assessment.md and dq-assessment.md define each. More will come: treat an unknown one as such. */
export type Metric =
  /** Cells with a value, of all cells, in the latest profile. Stands for completeness where no rule measures it. */
  | 'CELLS_FILLED'
  /** Columns with a comment in the source, of all columns. */
  | 'COLUMNS_COMMENTED'
  /** Columns with a description, of all columns. */
  | 'COLUMNS_DESCRIBED'
  /** Columns with a name for people, of all columns. */
  | 'COLUMNS_NAMED'
  /** Columns that a run has looked for personal data in since they are there, of all columns. */
  | 'COLUMNS_PII_ASSESSED'
  /** Columns with a tag `PII.…`, of all columns. Says how much personal data there is; more is not better. */
  | 'COLUMNS_PII_TAGGED'
  /** Columns with a tag `Sensitivity.…`, of all columns. */
  | 'COLUMNS_SENSITIVITY_TAGGED'
  /** Rows that hold, of the rows checked, in the latest executions of the active rules of a dimension. */
  | 'ROWS_HOLDING'
  /** Tables with a comment in the source, of all tables. */
  | 'TABLES_COMMENTED'
  /** Tables with a description, of all tables. */
  | 'TABLES_DESCRIBED'
  /** Tables with a primary key or a unique constraint, of those that can have one. */
  | 'TABLES_KEYED'
  /** Tables with a name for people, of all tables. */
  | 'TABLES_NAMED'
  /** Tables with a profile, of all tables. */
  | 'TABLES_PROFILED'
  /** Tables that foreign keys connect with another or themselves, of those that can have one. */
  | 'TABLES_RELATED'
  /** Tables with a tag `Sensitivity.…`, of all tables. */
  | 'TABLES_SENSITIVITY_TAGGED'
  /** Tables with an active rule of data quality, of all tables. */
  | 'TABLES_WITH_RULES'
  | '%future added value';

/** Where a tag, text or rule comes from. */
export type Origin =
  /** A run, written by a language model and checked. */
  | 'LANGUAGE_MODEL'
  /** A run, by rules and statistics. */
  | 'RULES'
  /** A person's comment in the source, quoted. */
  | 'SOURCE_COMMENT'
  /** A person; runs leave it as it is. */
  | 'STEWARD'
  | '%future added value';

/** A kind of personal data, and the recogniser that finds it; the tag is `PII.` and its name. */
export type PiiKind =
  /** Street address of a person, or a line of it. */
  | 'Address'
  /** Age of a person. */
  | 'Age'
  /** Number of a bank account. */
  | 'BankAccount'
  /** Number or security code of a payment card. */
  | 'CardNumber'
  /** City or region where a person lives or was born. */
  | 'City'
  /** A person's income, credit score or credit limit. */
  | 'Credit'
  /** Date or year of birth. */
  | 'DateOfBirth'
  /** Number of a driving licence. */
  | 'DriverLicence'
  /** E-mail address. */
  | 'Email'
  /** Number by which an employer knows an employee. */
  | 'EmployeeId'
  /** Text about a person: a biography, notes about somebody. */
  | 'FreeText'
  /** Gender or sex of a person. */
  | 'Gender'
  /** Latitude, longitude or point of a person's place. */
  | 'GeoCoordinate'
  /** Diagnosis, treatment, disability, death and the like. */
  | 'Health'
  /** International bank account number. */
  | 'Iban'
  /** IP address that leads to a person. */
  | 'IpAddress'
  /** Licence plate of a vehicle. */
  | 'LicencePlate'
  /** Hardware address of a person's device. */
  | 'MacAddress'
  /** National identity or social security number. */
  | 'NationalId'
  /** Number of a passport. */
  | 'Passport'
  /** Password, PIN or secret answer, or its hash or salt. */
  | 'Password'
  /** Key of a row about a person: pseudonymous. */
  | 'PersonId'
  /** Name of a natural person, or a part of it. */
  | 'PersonName'
  /** Ethnicity, religion, marital status, nationality, political view and the like. */
  | 'PersonalTrait'
  /** Phone or fax number, or its extension. */
  | 'Phone'
  /** Picture of a person, or where it is. */
  | 'Photo'
  /** Postal code of a person's address. */
  | 'PostalCode'
  /** Tax number of a person. */
  | 'TaxId'
  /** Name that a person logs in with or goes by. */
  | 'Username'
  | '%future added value';

/** How exact a profile is. */
export type ProfilingMode =
  /** A sample of the rows is read; what is estimated is marked. */
  | 'APPROXIMATE'
  /** Every row is read; every figure is exact. */
  | 'EXACT'
  | '%future added value';

/** Options of a run that profiles tables. */
export type ProfilingParametersInput = {
  /** Of a service: profile this database only. */
  readonly database?: string | null | undefined;
  /** How exact the profile is. */
  readonly mode?: ProfilingMode;
  /** How much of a table's work may happen at once, 1 to 32: connections to the source, and threads. It is a bound; less is used where more would not help. */
  readonly parallelWorkers?: number;
  /** Of a service: profile all of its databases. */
  readonly profileAllDatabases?: boolean;
  /** Sample values kept of each column, 0 to 100; 0 keeps none. */
  readonly sampleDataLimit?: number;
};

/** What of an asset a change is about. More kinds may come: treat an unknown one as such. */
export type ProposedChangeKind =
  /** What it means to the business. */
  | 'BUSINESS_DEFINITION'
  /** What the codes of a column stand for. */
  | 'CODING'
  /** What the table or column holds, in words. */
  | 'DESCRIPTION'
  /** A name for people. */
  | 'DISPLAY_NAME'
  /** The part of the business that a table belongs to, e.g. Sales. */
  | 'DOMAIN'
  /** A data quality rule. */
  | 'DQ_RULE'
  /** What one row of a table stands for. */
  | 'GRAIN'
  /** How a table hangs together with others, in words. */
  | 'RELATIONS'
  /** What kind of thing the values of a column are, e.g. email address. */
  | 'SEMANTIC_TYPE'
  /** A tag, e.g. `PII.Email`, `Sensitivity.Confidential` or `DataQuality.Completeness`. */
  | 'TAG'
  /** The unit of a column's numbers. */
  | 'UNIT'
  | '%future added value';

/** Options of a run that runs all enrichments. They go to the steps that know them, over the options of those steps' own default configurations; what is absent is left to these. */
export type RunAllEnrichmentParametersInput = {
  /** Whether the search for personal data reads values. */
  readonly dataAccess?: DataAccess | null | undefined;
  /** Only these tables, 1 to 1000; they lie under the run's asset. All of the asset's when absent. */
  readonly include?: ReadonlyArray<string> | null | undefined;
  /** What business the data is of, in words such as `Banking` or `E-commerce retail platform`, at most 1000 characters. It chooses words and weights, and is never repeated. */
  readonly industryInfo?: string | null | undefined;
  /** Whether each data quality rule is checked before it is proposed. */
  readonly useValidation?: boolean | null | undefined;
};

/** What happens when the same configuration already runs on the same asset. */
export type RunConflictPolicy =
  /** Another run is started. */
  | 'ALLOW'
  /** A CONFLICT is answered. */
  | 'REJECT'
  /** The run that is under way is answered, and `replayed` is true. */
  | 'RETURN_EXISTING'
  | '%future added value';

/** A dimension of a scorecard: the six of data quality, then four of metadata. docs/scorecard.md says which metrics each is made of. */
export type ScorecardDimension =
  /** Values are those of the real thing. */
  | 'ACCURACY'
  /** Tables and columns are looked at for personal data, and their sensitivity is known. */
  | 'CLASSIFICATION'
  /** What should be there is there. */
  | 'COMPLETENESS'
  /** Values don't contradict each other. */
  | 'CONSISTENCY'
  /** Tables are profiled and have rules. */
  | 'COVERAGE'
  /** Tables and columns are described, named and commented. */
  | 'DOCUMENTATION'
  /** Tables have keys and are related. */
  | 'STRUCTURE'
  /** Values are recent enough. */
  | 'TIMELINESS'
  /** Nothing is there twice. */
  | 'UNIQUENESS'
  /** Values have the form and the range that they should have. */
  | 'VALIDITY'
  | '%future added value';

/** What the values look like, whatever the column declares. */
export type SeenType =
  /** True or false. */
  | 'BOOLEAN'
  /** Days. */
  | 'DATE'
  /** Numbers with a fraction or an exponent. */
  | 'DECIMAL'
  /** Whole numbers. */
  | 'INTEGER'
  /** JSON objects and arrays. */
  | 'JSON'
  /** Anything else. */
  | 'TEXT'
  /** Points in time. */
  | 'TIMESTAMP'
  /** UUIDs. */
  | 'UUID'
  | '%future added value';

/** How much data has to be protected. */
export type SensitivityLevel =
  /** For those who need it; harms people or the business where it gets out. */
  | 'CONFIDENTIAL'
  /** For the organisation's own people; harm is small where it gets out. */
  | 'INTERNAL'
  /** Anyone may see it. */
  | 'PUBLIC'
  /** For few, by name; does lasting harm, or breaks the law, where it gets out. */
  | 'RESTRICTED'
  | '%future added value';

/** Options of a run that reads the catalog of a service. */
export type ServiceIngestionParametersInput = {
  /** Only these databases; all that the role may connect to, templates left out, when absent. */
  readonly databases?: ReadonlyArray<string> | null | undefined;
  /** Only these schemas of each database; all but the server's own when absent. What is known of others stays. */
  readonly schemas?: ReadonlyArray<string> | null | undefined;
};

/** What kind of table it is. More kinds may come: treat an unknown one like TABLE. */
export type TableKind =
  /** A table of another server, seen through a foreign data wrapper. */
  | 'FOREIGN_TABLE'
  /** A materialised view. */
  | 'MATERIALIZED_VIEW'
  /** A table whose rows are in its partitions. */
  | 'PARTITIONED_TABLE'
  /** An ordinary table, which may also be a partition or inherit from another. */
  | 'TABLE'
  /** A view. */
  | 'VIEW'
  | '%future added value';

/** Where a task is. */
export type TaskStatus =
  /** The run was cancelled before the task ended. */
  | 'CANCELLED'
  /** Could not be done; its failure says why. */
  | 'FAILED'
  /** Waits for a worker, or for its next try. */
  | 'PENDING'
  /** A worker is at it. */
  | 'RUNNING'
  /** There was nothing that could be done; `skipReason` says why. */
  | 'SKIPPED'
  /** Done. */
  | 'SUCCEEDED'
  | '%future added value';

/** What a person says of a column: it outranks what runs find. What is absent stays. */
export type UpdateColumnInput = {
  /** Tags to put on it, at most 50: 1 to 3 parts with dots between, of letters, digits, _ and -, such as `Finance` or `PII.Email`, at most 100 characters. One that is there already becomes a person's. */
  readonly addTags?: ReadonlyArray<string> | null | undefined;
  /** What it means to the business. At most 2000 characters; null takes it away. */
  readonly businessDefinition?: string | null | undefined;
  /** What its codes stand for. At most 2000 characters; null takes it away. */
  readonly coding?: string | null | undefined;
  /** What it holds, in words. At most 2000 characters; null takes it away. */
  readonly description?: string | null | undefined;
  /** A name for people. One line of at most 255 characters; null takes it away. */
  readonly displayName?: string | null | undefined;
  /** The column, e.g. `PostgreSQL.dvdrental.public.film.title`. */
  readonly fqn: string;
  /** Tags that it does not have, at most 50: they go where they are there, and no run puts them on later. */
  readonly removeTags?: ReadonlyArray<string> | null | undefined;
  /** What kind of thing its values are. One line of at most 255 characters; null takes it away. */
  readonly semanticType?: string | null | undefined;
  /** The unit of its numbers. One line of at most 255 characters; null takes it away. */
  readonly unit?: string | null | undefined;
};

/** What a person says of a table: it outranks what runs find. What is absent stays. */
export type UpdateTableInput = {
  /** Tags to put on it, at most 50: 1 to 3 parts with dots between, of letters, digits, _ and -, such as `Finance` or `PII.Email`, at most 100 characters. One that is there already becomes a person's. */
  readonly addTags?: ReadonlyArray<string> | null | undefined;
  /** What it means to the business. At most 2000 characters; null takes it away. */
  readonly businessDefinition?: string | null | undefined;
  /** What it holds, in words. At most 2000 characters; null takes it away. */
  readonly description?: string | null | undefined;
  /** A name for people. One line of at most 255 characters; null takes it away. */
  readonly displayName?: string | null | undefined;
  /** The part of the business that it belongs to. One line of at most 255 characters; null takes it away. */
  readonly domain?: string | null | undefined;
  /** The table, e.g. `PostgreSQL.dvdrental.public.film`. */
  readonly fqn: string;
  /** What one row stands for. One line of at most 255 characters; null takes it away. */
  readonly grain?: string | null | undefined;
  /** How it hangs together with other tables. At most 2000 characters; null takes it away. */
  readonly relations?: string | null | undefined;
  /** Tags that it does not have, at most 50: they go where they are there, and no run puts them on later. */
  readonly removeTags?: ReadonlyArray<string> | null | undefined;
};

/** What made a configuration start a run. */
export type WorkflowFiringCause =
  /** A time of its schedule had come. */
  | 'SCHEDULE'
  /** What one of its triggers waits for has happened. */
  | 'TRIGGER'
  | '%future added value';

/** What came of a firing. */
export type WorkflowFiringOutcome =
  /** A run could not be created; `reason` says why. */
  | 'FAILED'
  /** It waits: it is about to start, or the last run is still under way. */
  | 'QUEUED'
  /** No run was to be started; `reason` says why. */
  | 'SKIPPED'
  /** A run was started. */
  | 'STARTED'
  | '%future added value';

/** Options of a run. Exactly one member: the one of the configuration's workflow type. */
export type WorkflowParametersInput =
  {   /** Options of the workflow type Data quality assessment. */
  readonly dqAssessment: DqAssessmentParametersInput; readonly dqExecution?: never; readonly enrichTableColumns?: never; readonly generateDqRules?: never; readonly generateDqTags?: never; readonly generatePiiTags?: never; readonly generateSensitivityTags?: never; readonly generateTableDescription?: never; readonly metadataAssessment?: never; readonly profiling?: never; readonly runAllEnrichment?: never; readonly serviceIngestion?: never; }
  |  { readonly dqAssessment?: never;   /** Options of the workflow type Data quality execution. */
  readonly dqExecution: DqExecutionParametersInput; readonly enrichTableColumns?: never; readonly generateDqRules?: never; readonly generateDqTags?: never; readonly generatePiiTags?: never; readonly generateSensitivityTags?: never; readonly generateTableDescription?: never; readonly metadataAssessment?: never; readonly profiling?: never; readonly runAllEnrichment?: never; readonly serviceIngestion?: never; }
  |  { readonly dqAssessment?: never; readonly dqExecution?: never;   /** Options of the workflow type Column enrichment. */
  readonly enrichTableColumns: EnrichTableColumnsParametersInput; readonly generateDqRules?: never; readonly generateDqTags?: never; readonly generatePiiTags?: never; readonly generateSensitivityTags?: never; readonly generateTableDescription?: never; readonly metadataAssessment?: never; readonly profiling?: never; readonly runAllEnrichment?: never; readonly serviceIngestion?: never; }
  |  { readonly dqAssessment?: never; readonly dqExecution?: never; readonly enrichTableColumns?: never;   /** Options of the workflow type Data quality rules. */
  readonly generateDqRules: GenerateDqRulesParametersInput; readonly generateDqTags?: never; readonly generatePiiTags?: never; readonly generateSensitivityTags?: never; readonly generateTableDescription?: never; readonly metadataAssessment?: never; readonly profiling?: never; readonly runAllEnrichment?: never; readonly serviceIngestion?: never; }
  |  { readonly dqAssessment?: never; readonly dqExecution?: never; readonly enrichTableColumns?: never; readonly generateDqRules?: never;   /** Options of the workflow type Data quality tags. */
  readonly generateDqTags: GenerateDqTagsParametersInput; readonly generatePiiTags?: never; readonly generateSensitivityTags?: never; readonly generateTableDescription?: never; readonly metadataAssessment?: never; readonly profiling?: never; readonly runAllEnrichment?: never; readonly serviceIngestion?: never; }
  |  { readonly dqAssessment?: never; readonly dqExecution?: never; readonly enrichTableColumns?: never; readonly generateDqRules?: never; readonly generateDqTags?: never;   /** Options of the workflow type PII tags. */
  readonly generatePiiTags: GeneratePiiTagsParametersInput; readonly generateSensitivityTags?: never; readonly generateTableDescription?: never; readonly metadataAssessment?: never; readonly profiling?: never; readonly runAllEnrichment?: never; readonly serviceIngestion?: never; }
  |  { readonly dqAssessment?: never; readonly dqExecution?: never; readonly enrichTableColumns?: never; readonly generateDqRules?: never; readonly generateDqTags?: never; readonly generatePiiTags?: never;   /** Options of the workflow type Sensitivity tags. */
  readonly generateSensitivityTags: GenerateSensitivityTagsParametersInput; readonly generateTableDescription?: never; readonly metadataAssessment?: never; readonly profiling?: never; readonly runAllEnrichment?: never; readonly serviceIngestion?: never; }
  |  { readonly dqAssessment?: never; readonly dqExecution?: never; readonly enrichTableColumns?: never; readonly generateDqRules?: never; readonly generateDqTags?: never; readonly generatePiiTags?: never; readonly generateSensitivityTags?: never;   /** Options of the workflow type Table descriptions. */
  readonly generateTableDescription: GenerateTableDescriptionParametersInput; readonly metadataAssessment?: never; readonly profiling?: never; readonly runAllEnrichment?: never; readonly serviceIngestion?: never; }
  |  { readonly dqAssessment?: never; readonly dqExecution?: never; readonly enrichTableColumns?: never; readonly generateDqRules?: never; readonly generateDqTags?: never; readonly generatePiiTags?: never; readonly generateSensitivityTags?: never; readonly generateTableDescription?: never;   /** Options of the workflow type Metadata assessment. */
  readonly metadataAssessment: MetadataAssessmentParametersInput; readonly profiling?: never; readonly runAllEnrichment?: never; readonly serviceIngestion?: never; }
  |  { readonly dqAssessment?: never; readonly dqExecution?: never; readonly enrichTableColumns?: never; readonly generateDqRules?: never; readonly generateDqTags?: never; readonly generatePiiTags?: never; readonly generateSensitivityTags?: never; readonly generateTableDescription?: never; readonly metadataAssessment?: never;   /** Options of the workflow type Profiling. */
  readonly profiling: ProfilingParametersInput; readonly runAllEnrichment?: never; readonly serviceIngestion?: never; }
  |  { readonly dqAssessment?: never; readonly dqExecution?: never; readonly enrichTableColumns?: never; readonly generateDqRules?: never; readonly generateDqTags?: never; readonly generatePiiTags?: never; readonly generateSensitivityTags?: never; readonly generateTableDescription?: never; readonly metadataAssessment?: never; readonly profiling?: never;   /** Options of the workflow type All enrichments. */
  readonly runAllEnrichment: RunAllEnrichmentParametersInput; readonly serviceIngestion?: never; }
  |  { readonly dqAssessment?: never; readonly dqExecution?: never; readonly enrichTableColumns?: never; readonly generateDqRules?: never; readonly generateDqTags?: never; readonly generatePiiTags?: never; readonly generateSensitivityTags?: never; readonly generateTableDescription?: never; readonly metadataAssessment?: never; readonly profiling?: never; readonly runAllEnrichment?: never;   /** Options of the workflow type Service ingestion. */
  readonly serviceIngestion: ServiceIngestionParametersInput; };

/** Which runs to list; all conditions must hold. */
export type WorkflowRunFilter = {
  /** On this asset or one that lies under it. */
  readonly assetFqn?: string | null | undefined;
  /** Of this configuration. */
  readonly configurationId?: string | null | undefined;
  /** With this label. */
  readonly label?: LabelInput | null | undefined;
  /** Of this pipeline run: its own run and those of its steps. */
  readonly pipelineRunId?: string | null | undefined;
  /** Started before this time. */
  readonly startedBefore?: string | null | undefined;
  /** Started at this time or later. */
  readonly startedFrom?: string | null | undefined;
  /** In one of these statuses. */
  readonly statuses?: ReadonlyArray<WorkflowRunStatus> | null | undefined;
  /** Of one of these types. */
  readonly workflowTypes?: ReadonlyArray<WorkflowType> | null | undefined;
};

/** Where a run is. COMPLETED, COMPLETED_WITH_ERRORS, FAILED and CANCELLED are final. */
export type WorkflowRunStatus =
  /** Ended because a client asked for it. */
  | 'CANCELLED'
  /** Ended; no task failed. */
  | 'COMPLETED'
  /** Ended; some tasks failed, others succeeded. */
  | 'COMPLETED_WITH_ERRORS'
  /** Ended without a result. */
  | 'FAILED'
  /** Waits for a worker. */
  | 'PENDING'
  /** A worker has taken it up. */
  | 'RUNNING'
  | '%future added value';

/** What a workflow does. More types will come: treat an unknown one as such. */
export type WorkflowType =
  /** Measures each dimension of data quality from what rules and profiles found. */
  | 'DQ_ASSESSMENT'
  /** Executes the active data quality rules of tables, and keeps what violates them. */
  | 'DQ_EXECUTION'
  /** Says of columns in words what they hold: descriptions, semantic types, units, codes. */
  | 'ENRICH_TABLE_COLUMNS'
  /** Proposes data quality rules that the rows keep, each measured on rows that it was not learned from. */
  | 'GENERATE_DQ_RULES'
  /** Says which dimensions of data quality matter for tables and columns, and why. */
  | 'GENERATE_DQ_TAGS'
  /** Finds columns with personal data and tags them with its kind, e.g. `PII.Email`. */
  | 'GENERATE_PII_TAGS'
  /** Says of tables and columns whether they are Public, Internal, Confidential or Restricted. */
  | 'GENERATE_SENSITIVITY_TAGS'
  /** Says of tables in words what they hold, what a row is, and how they hang together. */
  | 'GENERATE_TABLE_DESCRIPTION'
  /** Measures how well tables and columns are described, tagged, keyed and profiled. */
  | 'METADATA_ASSESSMENT'
  /** Computes statistics of tables and of each of their columns. */
  | 'PROFILING'
  /** Profiles, tags, describes and assesses an asset, and makes and executes its quality rules: each as a run of its own, in the order in which they build on each other. */
  | 'RUN_ALL_ENRICHMENT'
  /** Reads the catalog of a service: its databases, schemas, tables, columns and keys. */
  | 'SERVICE_INGESTION'
  | '%future added value';

export type AcknowledgeViolationsMutationVariables = Exact<{
  ids: ReadonlyArray<string>;
  note?: string | null | undefined;
}>;


export type AcknowledgeViolationsMutation = { readonly acknowledgeViolations: { readonly results: ReadonlyArray<{ readonly id: string, readonly acknowledged: boolean, readonly violation: { readonly status: DqViolationStatus, readonly acknowledgedAt: string | null } | null, readonly userError: { readonly code: ErrorCode, readonly message: string } | null }>, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type BrowseCatalogQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type BrowseCatalogQuery = { readonly dataServices: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly databases: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly schemas: { readonly nodes: ReadonlyArray<{ readonly fqn: string, readonly tables: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly tableKind: TableKind, readonly rowCount: number | null }> } }> } }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CancelRunsMutationVariables = Exact<{
  ids: ReadonlyArray<string>;
  reason?: string | null | undefined;
}>;


export type CancelRunsMutation = { readonly cancelWorkflowRuns: { readonly results: ReadonlyArray<{ readonly id: string, readonly cancelled: boolean, readonly workflowRun: { readonly status: WorkflowRunStatus } | null, readonly userError: { readonly code: ErrorCode, readonly message: string } | null }>, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type CreateConfigurationMutationVariables = Exact<{
  input: CreateWorkflowConfigurationInput;
}>;


export type CreateConfigurationMutation = { readonly createWorkflowConfiguration: { readonly workflowConfiguration: { readonly id: string, readonly name: string, readonly workflowType: WorkflowType, readonly assetFqn: string | null, readonly isDefault: boolean } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type CreateDqRuleMutationVariables = Exact<{
  input: CreateDqRuleInput;
}>;


export type CreateDqRuleMutation = { readonly createDqRule: { readonly dqRule: { readonly id: string, readonly name: string, readonly kind: DqRuleKind, readonly dimension: DqDimension, readonly severity: DqSeverity, readonly threshold: number, readonly status: DqRuleStatus } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type CreateRunMutationVariables = Exact<{
  input: CreateWorkflowRunInput;
}>;


export type CreateRunMutation = { readonly createWorkflowRun: { readonly replayed: boolean, readonly workflowRun: { readonly id: string, readonly workflowType: WorkflowType, readonly assetFqn: string | null, readonly status: WorkflowRunStatus, readonly startedAt: string, readonly pipelineRun: { readonly id: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type DecideRunMutationVariables = Exact<{
  input: DecideWorkflowRunApprovalInput;
}>;


export type DecideRunMutation = { readonly decideWorkflowRunApproval: { readonly approval: { readonly status: ApprovalStatus, readonly decidedByClientId: string | null, readonly decidedAt: string | null, readonly notes: string | null, readonly supersededByRun: { readonly id: string } | null } | null, readonly outcome: { readonly decided: number, readonly catalogChanges: number, readonly profiles: number, readonly metricsMarkedStale: number, readonly violationsResolved: number, readonly conflicts: number } | null, readonly changes: ReadonlyArray<{ readonly id: string, readonly decision: ChangeDecision }>, readonly conflicts: ReadonlyArray<{ readonly reason: ChangeConflictReason, readonly change: { readonly id: string, readonly targetFqn: string, readonly after: string | null } }>, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type EditColumnMutationVariables = Exact<{
  input: UpdateColumnInput;
}>;


export type EditColumnMutation = { readonly updateColumn: { readonly column: { readonly fqn: string, readonly description: { readonly text: string, readonly origin: Origin } | null, readonly businessDefinition: { readonly text: string, readonly origin: Origin } | null, readonly tags: ReadonlyArray<{ readonly name: string, readonly origin: Origin }> } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type EditTableMutationVariables = Exact<{
  input: UpdateTableInput;
}>;


export type EditTableMutation = { readonly updateTable: { readonly table: { readonly fqn: string, readonly displayName: { readonly text: string, readonly origin: Origin } | null, readonly description: { readonly text: string, readonly origin: Origin } | null, readonly tags: ReadonlyArray<{ readonly name: string, readonly origin: Origin }> } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type FollowPipelineSubscriptionVariables = Exact<{
  pipelineRunId: string;
  after?: string | null | undefined;
}>;


export type FollowPipelineSubscription = { readonly workflowRunStatusChanged: { readonly cursor: string, readonly sequence: number, readonly from: WorkflowRunStatus | null, readonly to: WorkflowRunStatus, readonly occurredAt: string, readonly reason: string | null, readonly workflowRun: { readonly id: string, readonly workflowType: WorkflowType } } };

export type FollowRunSubscriptionVariables = Exact<{
  runId: string;
  after?: string | null | undefined;
}>;


export type FollowRunSubscription = { readonly workflowRunStatusChanged: { readonly cursor: string, readonly sequence: number, readonly from: WorkflowRunStatus | null, readonly to: WorkflowRunStatus, readonly attempt: number, readonly occurredAt: string, readonly reason: string | null, readonly workflowRun: { readonly id: string, readonly workflowType: WorkflowType, readonly assetFqn: string | null, readonly progress: { readonly total: number | null, readonly attempted: number, readonly succeeded: number, readonly failed: number, readonly skipped: number } } } };

export type FollowTenantSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type FollowTenantSubscription = { readonly workflowRunStatusChanged: { readonly cursor: string, readonly sequence: number, readonly from: WorkflowRunStatus | null, readonly to: WorkflowRunStatus, readonly attempt: number, readonly occurredAt: string, readonly reason: string | null, readonly workflowRun: { readonly id: string, readonly workflowType: WorkflowType, readonly assetFqn: string | null, readonly progress: { readonly total: number | null, readonly attempted: number, readonly succeeded: number, readonly failed: number, readonly skipped: number } } } };

export type LatestCursorQueryVariables = Exact<{ [key: string]: never; }>;


export type LatestCursorQuery = { readonly workflowRuns: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly transitions: ReadonlyArray<{ readonly cursor: string }> }> } };

export type ListConfigurationsQueryVariables = Exact<{
  workflowType?: WorkflowType | null | undefined;
}>;


export type ListConfigurationsQuery = { readonly workflowConfigurations: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly workflowType: WorkflowType, readonly isDefault: boolean }> } };

export type ListFiringsQueryVariables = Exact<{
  id: string;
}>;


export type ListFiringsQuery = { readonly workflowConfiguration: { readonly schedule: { readonly cronExpression: string, readonly timezone: string, readonly nextTimes: ReadonlyArray<string> } | null, readonly triggers: ReadonlyArray<{ readonly id: string, readonly enabled: boolean }>, readonly firings: { readonly nodes: ReadonlyArray<{ readonly scheduledFor: string, readonly cause: WorkflowFiringCause, readonly outcome: WorkflowFiringOutcome, readonly reason: string | null, readonly missedTimes: number, readonly workflowRun: { readonly id: string, readonly status: WorkflowRunStatus } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type ListRunsQueryVariables = Exact<{
  filter?: WorkflowRunFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListRunsQuery = { readonly workflowRuns: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly workflowType: WorkflowType, readonly assetFqn: string | null, readonly status: WorkflowRunStatus, readonly startedAt: string, readonly durationSeconds: number | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PipelineStepsQueryVariables = Exact<{
  id: string;
}>;


export type PipelineStepsQuery = { readonly pipelineRun: { readonly id: string, readonly status: WorkflowRunStatus, readonly startedAt: string, readonly durationSeconds: number | null, readonly progress: { readonly total: number | null, readonly attempted: number, readonly succeeded: number, readonly failed: number, readonly skipped: number }, readonly steps: ReadonlyArray<{ readonly ordinal: number, readonly workflowType: WorkflowType, readonly status: WorkflowRunStatus | null, readonly reused: boolean, readonly waitsFor: ReadonlyArray<WorkflowType>, readonly leftOutReason: string | null, readonly workflowRun: { readonly id: string, readonly durationSeconds: number | null, readonly failure: { readonly code: string, readonly message: string } | null } | null }> } | null };

export type PlanRunQueryVariables = Exact<{
  input: CreateWorkflowRunInput;
}>;


export type PlanRunQuery = { readonly workflowRunPlan: { readonly workflowType: WorkflowType, readonly assetFqn: string, readonly estimatedRows: number | null, readonly tasks: { readonly nodes: ReadonlyArray<{ readonly targetFqn: string, readonly estimatedRows: number | null }> } } };

export type ProposedChangesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type ProposedChangesQuery = { readonly workflowRun: { readonly workflowType: WorkflowType, readonly status: WorkflowRunStatus, readonly saveAll: boolean, readonly proposedChanges: { readonly nodes: ReadonlyArray<{ readonly targetFqn: string, readonly kind: ProposedChangeKind, readonly before: string | null, readonly after: string | null, readonly confidence: number, readonly decision: ChangeDecision, readonly justification: { readonly summary: string, readonly evidence: ReadonlyArray<{ readonly source: string, readonly detail: string, readonly weight: number }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type RegisterServiceMutationVariables = Exact<{
  name: string;
  host: string;
  port?: number | null | undefined;
  database: string;
  user: string;
  password: string;
}>;


export type RegisterServiceMutation = { readonly registerDataService: { readonly dataService: { readonly id: string, readonly name: string, readonly host: string, readonly port: number, readonly database: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type RegisterWebhookMutationVariables = Exact<{
  url: string;
}>;


export type RegisterWebhookMutation = { readonly registerWebhook: { readonly secret: string | null, readonly webhook: { readonly id: string, readonly name: string, readonly enabled: boolean } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type RetryRunMutationVariables = Exact<{
  id: string;
}>;


export type RetryRunMutation = { readonly retryWorkflowRun: { readonly workflowRun: { readonly id: string, readonly status: WorkflowRunStatus, readonly retryOf: { readonly id: string, readonly status: WorkflowRunStatus } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type ReviewInboxQueryVariables = Exact<{
  workflowType?: WorkflowType | null | undefined;
  assetFqn?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type ReviewInboxQuery = { readonly workflowRunApprovals: { readonly nodes: ReadonlyArray<{ readonly status: ApprovalStatus, readonly createdAt: string, readonly changeCounts: { readonly pending: number, readonly approved: number, readonly rejected: number, readonly superseded: number }, readonly workflowRun: { readonly id: string, readonly workflowType: WorkflowType, readonly assetFqn: string | null, readonly viewerCanApprove: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type RunAllEnrichmentMutationVariables = Exact<{
  configurationId: string;
  assetFqn?: string | null | undefined;
  include?: ReadonlyArray<string> | null | undefined;
}>;


export type RunAllEnrichmentMutation = { readonly createWorkflowRun: { readonly workflowRun: { readonly id: string, readonly status: WorkflowRunStatus, readonly pipelineRun: { readonly id: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type RunDetailQueryVariables = Exact<{
  id: string;
}>;


export type RunDetailQuery = { readonly workflowRun: { readonly id: string, readonly workflowType: WorkflowType, readonly assetFqn: string | null, readonly status: WorkflowRunStatus, readonly startedAt: string, readonly pickedUpAt: string | null, readonly completedAt: string | null, readonly durationSeconds: number | null, readonly attempt: number, readonly progress: { readonly total: number | null, readonly attempted: number, readonly succeeded: number, readonly failed: number, readonly skipped: number }, readonly parameters:
      | { readonly __typename: 'DqAssessmentParameters' }
      | { readonly __typename: 'DqExecutionParameters' }
      | { readonly __typename: 'EnrichTableColumnsParameters' }
      | { readonly __typename: 'GenerateDqRulesParameters' }
      | { readonly __typename: 'GenerateDqTagsParameters' }
      | { readonly __typename: 'GeneratePiiTagsParameters' }
      | { readonly __typename: 'GenerateSensitivityTagsParameters' }
      | { readonly __typename: 'GenerateTableDescriptionParameters' }
      | { readonly __typename: 'MetadataAssessmentParameters' }
      | { readonly __typename: 'ProfilingParameters', readonly parallelWorkers: number, readonly sampleDataLimit: number, readonly mode: ProfilingMode }
      | { readonly __typename: 'RunAllEnrichmentParameters' }
      | { readonly __typename: 'ServiceIngestionParameters' }
    , readonly output:
      | { readonly __typename: 'DqAssessmentOutput' }
      | { readonly __typename: 'DqExecutionOutput' }
      | { readonly __typename: 'EnrichTableColumnsOutput' }
      | { readonly __typename: 'GenerateDqRulesOutput' }
      | { readonly __typename: 'GenerateDqTagsOutput' }
      | { readonly __typename: 'GeneratePiiTagsOutput' }
      | { readonly __typename: 'GenerateSensitivityTagsOutput' }
      | { readonly __typename: 'GenerateTableDescriptionOutput' }
      | { readonly __typename: 'MetadataAssessmentOutput' }
      | { readonly __typename: 'ProfilingOutput' }
      | { readonly __typename: 'RunAllEnrichmentOutput' }
      | { readonly __typename: 'ServiceIngestionOutput' }
     | null, readonly failure: { readonly code: string, readonly message: string, readonly retryable: boolean } | null, readonly tasks: { readonly nodes: ReadonlyArray<{ readonly targetFqn: string, readonly status: TaskStatus, readonly durationSeconds: number | null, readonly skipReason: string | null, readonly failure: { readonly code: string, readonly message: string } | null }> }, readonly transitions: ReadonlyArray<{ readonly cursor: string, readonly sequence: number, readonly from: WorkflowRunStatus | null, readonly to: WorkflowRunStatus, readonly occurredAt: string }> } | null };

export type RunEventsSubscriptionVariables = Exact<{
  runId: string;
  after?: string | null | undefined;
}>;


export type RunEventsSubscription = { readonly workflowRunEvents:
    | { readonly __typename: 'WorkflowRunLogEvent', readonly level: string, readonly message: string, readonly cursor: string, readonly sequence: number, readonly occurredAt: string }
    | { readonly __typename: 'WorkflowRunProgressEvent', readonly cursor: string, readonly sequence: number, readonly occurredAt: string, readonly progress: { readonly total: number | null, readonly attempted: number, readonly succeeded: number, readonly failed: number, readonly skipped: number } }
    | { readonly __typename: 'WorkflowRunStatusEvent', readonly from: WorkflowRunStatus | null, readonly to: WorkflowRunStatus, readonly reason: string | null, readonly cursor: string, readonly sequence: number, readonly occurredAt: string }
    | { readonly __typename: 'WorkflowRunTaskEvent', readonly targetFqn: string, readonly taskStatus: TaskStatus, readonly cursor: string, readonly sequence: number, readonly occurredAt: string }
    | { readonly __typename: 'WorkflowRunTaskProgressEvent', readonly targetFqn: string, readonly share: number, readonly cursor: string, readonly sequence: number, readonly occurredAt: string }
   };

export type RunOutputQueryVariables = Exact<{
  id: string;
}>;


export type RunOutputQuery = { readonly workflowRun: { readonly id: string, readonly workflowType: WorkflowType, readonly assetFqn: string | null, readonly status: WorkflowRunStatus, readonly durationSeconds: number | null, readonly failure: { readonly code: string, readonly message: string, readonly retryable: boolean } | null, readonly approval: { readonly status: ApprovalStatus } | null, readonly output:
      | { readonly __typename: 'DqAssessmentOutput', readonly tables: number, readonly metrics: ReadonlyArray<{ readonly metric: Metric, readonly dimension: DqDimension | null, readonly score: string | null }> }
      | { readonly __typename: 'DqExecutionOutput', readonly tables: number, readonly rulesExecuted: number, readonly passed: number, readonly failed: number, readonly errors: number }
      | { readonly __typename: 'EnrichTableColumnsOutput', readonly tables: number, readonly columns: number, readonly columnsDescribed: number, readonly textsFound: number }
      | { readonly __typename: 'GenerateDqRulesOutput', readonly tables: number, readonly rules: number, readonly droppedCount: number, readonly rulesByKind: ReadonlyArray<{ readonly kind: DqRuleKind, readonly rules: number }> }
      | { readonly __typename: 'GenerateDqTagsOutput', readonly tables: number, readonly columns: number, readonly dimensions: ReadonlyArray<{ readonly dimension: DqDimension, readonly columns: number }> }
      | { readonly __typename: 'GeneratePiiTagsOutput', readonly tables: number, readonly columns: number, readonly columnsTagged: number, readonly tagsFound: number, readonly byKind: ReadonlyArray<{ readonly kind: PiiKind, readonly columns: number }> }
      | { readonly __typename: 'GenerateSensitivityTagsOutput', readonly tables: number, readonly columns: number, readonly levels: ReadonlyArray<{ readonly level: SensitivityLevel, readonly columns: number }> }
      | { readonly __typename: 'GenerateTableDescriptionOutput', readonly tables: number, readonly described: number, readonly textsFound: number }
      | { readonly __typename: 'MetadataAssessmentOutput', readonly tables: number, readonly columns: number, readonly metrics: ReadonlyArray<{ readonly metric: Metric, readonly score: string | null }> }
      | { readonly __typename: 'ProfilingOutput', readonly tables: number, readonly columns: number, readonly columnsSkipped: number, readonly rows: number }
      | { readonly __typename: 'RunAllEnrichmentOutput', readonly steps: ReadonlyArray<{ readonly workflowType: WorkflowType, readonly status: string | null, readonly workflowRunId: string | null }> }
      | { readonly __typename: 'ServiceIngestionOutput', readonly databases: number, readonly schemas: number, readonly tables: number, readonly columns: number, readonly added: number, readonly changed: number, readonly gone: number }
     | null } | null };

export type ScheduleConfigurationMutationVariables = Exact<{
  configurationId: string;
  after: string;
}>;


export type ScheduleConfigurationMutation = { readonly setWorkflowSchedule: { readonly workflowConfiguration: { readonly schedule: { readonly enabled: boolean, readonly nextTimes: ReadonlyArray<string> } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null, readonly createWorkflowTrigger: { readonly workflowTrigger: { readonly id: string, readonly enabled: boolean } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type ScorecardQueryVariables = Exact<{
  assetFqn?: string;
  weightOverrides?: ReadonlyArray<DimensionWeightInput> | null | undefined;
}>;


export type ScorecardQuery = { readonly scorecard: { readonly score: string | null, readonly tables: number, readonly staleTables: number, readonly assessedAt: string | null, readonly dimensions: ReadonlyArray<{ readonly dimension: ScorecardDimension, readonly weight: string, readonly numerator: string, readonly denominator: string, readonly score: string | null, readonly metrics: ReadonlyArray<{ readonly metric: Metric, readonly numerator: string, readonly denominator: string, readonly score: string | null, readonly assetCount: number }> }> } | null, readonly scorecardTrend: ReadonlyArray<{ readonly at: string, readonly workflowRunId: string, readonly score: string | null }> | null };

export type SearchAssetsQueryVariables = Exact<{
  query?: string | null | undefined;
  filter?: AssetFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchAssetsQuery = { readonly searchAssets: { readonly nodes: ReadonlyArray<
      | { readonly fqn: string, readonly name: string, readonly description: { readonly text: string } | null, readonly tags: ReadonlyArray<{ readonly name: string }> }
      | { readonly fqn: string, readonly name: string, readonly description: { readonly text: string } | null, readonly tags: ReadonlyArray<{ readonly name: string }> }
      | { readonly fqn: string, readonly name: string, readonly description: { readonly text: string } | null, readonly tags: ReadonlyArray<{ readonly name: string }> }
      | { readonly fqn: string, readonly name: string, readonly description: { readonly text: string } | null, readonly tags: ReadonlyArray<{ readonly name: string }> }
      | { readonly fqn: string, readonly name: string, readonly description: { readonly text: string } | null, readonly tags: ReadonlyArray<{ readonly name: string }> }
    >, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type StartProfilingMutationVariables = Exact<{
  configurationId: string;
  assetFqn?: string | null | undefined;
}>;


export type StartProfilingMutation = { readonly createWorkflowRun: { readonly replayed: boolean, readonly workflowRun: { readonly id: string, readonly status: WorkflowRunStatus, readonly assetFqn: string | null, readonly startedAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type TableHistoryQueryVariables = Exact<{
  fqn: string;
  after?: string | null | undefined;
}>;


export type TableHistoryQuery = { readonly dataAsset:
    | { readonly history: { readonly nodes: ReadonlyArray<{ readonly targetFqn: string, readonly kind: ProposedChangeKind, readonly tag: string | null, readonly before: string | null, readonly after: string | null, readonly clientId: string | null, readonly occurredAt: string, readonly reverts: string | null, readonly workflowRun: { readonly id: string, readonly workflowType: WorkflowType } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } }
    | Record<PropertyKey, never>
   | null };

export type TableKnowledgeQueryVariables = Exact<{
  fqn?: string | null | undefined;
}>;


export type TableKnowledgeQuery = { readonly dataAsset:
    | { readonly fqn: string, readonly description: { readonly text: string, readonly origin: Origin } | null, readonly tags: ReadonlyArray<{ readonly name: string, readonly confidence: number }> }
    | { readonly fqn: string, readonly description: { readonly text: string, readonly origin: Origin } | null, readonly tags: ReadonlyArray<{ readonly name: string, readonly confidence: number }> }
    | { readonly fqn: string, readonly description: { readonly text: string, readonly origin: Origin } | null, readonly tags: ReadonlyArray<{ readonly name: string, readonly confidence: number }> }
    | { readonly fqn: string, readonly description: { readonly text: string, readonly origin: Origin } | null, readonly tags: ReadonlyArray<{ readonly name: string, readonly confidence: number }> }
    | { readonly fqn: string, readonly domain: { readonly text: string } | null, readonly grain: { readonly text: string } | null, readonly relations: { readonly text: string } | null, readonly columns: ReadonlyArray<{ readonly name: string, readonly type: string, readonly description: { readonly text: string } | null, readonly semanticType: { readonly text: string } | null, readonly tags: ReadonlyArray<{ readonly name: string, readonly confidence: number, readonly justification: { readonly summary: string } }> }>, readonly dqRules: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly dimension: DqDimension, readonly severity: DqSeverity, readonly confidence: number, readonly latestExecution: { readonly status: DqExecutionStatus, readonly rowsChecked: number | null, readonly rowsFailing: number | null } | null }> }, readonly description: { readonly text: string, readonly origin: Origin } | null, readonly tags: ReadonlyArray<{ readonly name: string, readonly confidence: number }> }
   | null };

export type TableProfileQueryVariables = Exact<{
  fqn?: string | null | undefined;
}>;


export type TableProfileQuery = { readonly dataAsset:
    | { readonly fqn: string, readonly name: string, readonly comment: string | null }
    | { readonly fqn: string, readonly name: string, readonly comment: string | null }
    | { readonly fqn: string, readonly name: string, readonly comment: string | null }
    | { readonly fqn: string, readonly name: string, readonly comment: string | null }
    | { readonly rowCount: number | null, readonly fqn: string, readonly name: string, readonly comment: string | null, readonly profile: { readonly takenAt: string, readonly mode: ProfilingMode, readonly rowCount: number, readonly sizeBytes: number | null, readonly candidateKeys: ReadonlyArray<ReadonlyArray<string>>, readonly columns: ReadonlyArray<{ readonly name: string, readonly declaredType: string, readonly seenType: SeenType | null, readonly completeness: number | null, readonly distinctCount: number | null, readonly min: string | null, readonly max: string | null, readonly mean: number | null, readonly median: string | null, readonly mostFrequent: ReadonlyArray<{ readonly value: string | null, readonly count: number }> }> } | null }
   | null };

export type TagPersonalDataMutationVariables = Exact<{
  configurationId: string;
  include?: ReadonlyArray<string> | null | undefined;
}>;


export type TagPersonalDataMutation = { readonly createWorkflowRun: { readonly workflowRun: { readonly id: string, readonly status: WorkflowRunStatus, readonly assetFqn: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type TryDqRuleMutationVariables = Exact<{
  tableFqn: string;
  rule: DqRuleInput;
  threshold?: number;
}>;


export type TryDqRuleMutation = { readonly dryRunDqRule: { readonly result: { readonly status: DqExecutionStatus, readonly rowsChecked: number | null, readonly rowsFailing: number | null, readonly failingShare: string | null, readonly durationMs: number, readonly failingKeyColumns: ReadonlyArray<string>, readonly failingKeys: ReadonlyArray<ReadonlyArray<string>>, readonly error: { readonly code: string, readonly message: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly clientId: string, readonly projectId: string, readonly tenantId: string, readonly scopes: ReadonlyArray<string>, readonly quotas: { readonly concurrentTasks: { readonly limit: number, readonly used: number, readonly remaining: number } } } };

export type ViolationsQueryVariables = Exact<{
  filter?: DqViolationFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ViolationsQuery = { readonly violations: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly targetFqn: string, readonly status: DqViolationStatus, readonly openedAt: string, readonly lastSeenAt: string, readonly rowsFailing: number, readonly acknowledgedAt: string | null, readonly acknowledgedByClientId: string | null, readonly acknowledgementNote: string | null, readonly rule: { readonly id: string, readonly name: string, readonly severity: DqSeverity, readonly dimension: DqDimension } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };


export const AcknowledgeViolationsDocument = /*#__PURE__*/ gql(`
    mutation AcknowledgeViolations($ids: [ID!]!, $note: String) {
  acknowledgeViolations(input: {ids: $ids, note: $note}) {
    results {
      id
      acknowledged
      violation {
        status
        acknowledgedAt
      }
      userError {
        code
        message
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<AcknowledgeViolationsMutation, AcknowledgeViolationsMutationVariables>;
export const BrowseCatalogDocument = /*#__PURE__*/ gql(`
    query BrowseCatalog($after: Cursor) {
  dataServices(first: 5, after: $after) {
    nodes {
      id
      name
      databases(first: 5) {
        nodes {
          name
          schemas(first: 5) {
            nodes {
              fqn
              tables(first: 20) {
                nodes {
                  name
                  tableKind
                  rowCount
                }
              }
            }
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as DocumentNode<BrowseCatalogQuery, BrowseCatalogQueryVariables>;
export const CancelRunsDocument = /*#__PURE__*/ gql(`
    mutation CancelRuns($ids: [ID!]!, $reason: String) {
  cancelWorkflowRuns(input: {ids: $ids, reason: $reason}) {
    results {
      id
      cancelled
      workflowRun {
        status
      }
      userError {
        code
        message
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<CancelRunsMutation, CancelRunsMutationVariables>;
export const CreateConfigurationDocument = /*#__PURE__*/ gql(`
    mutation CreateConfiguration($input: CreateWorkflowConfigurationInput!) {
  createWorkflowConfiguration(input: $input) {
    workflowConfiguration {
      id
      name
      workflowType
      assetFqn
      isDefault
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<CreateConfigurationMutation, CreateConfigurationMutationVariables>;
export const CreateDqRuleDocument = /*#__PURE__*/ gql(`
    mutation CreateDqRule($input: CreateDqRuleInput!) {
  createDqRule(input: $input) {
    dqRule {
      id
      name
      kind
      dimension
      severity
      threshold
      status
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<CreateDqRuleMutation, CreateDqRuleMutationVariables>;
export const CreateRunDocument = /*#__PURE__*/ gql(`
    mutation CreateRun($input: CreateWorkflowRunInput!) {
  createWorkflowRun(input: $input) {
    workflowRun {
      id
      workflowType
      assetFqn
      status
      startedAt
      pipelineRun {
        id
      }
    }
    replayed
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<CreateRunMutation, CreateRunMutationVariables>;
export const DecideRunDocument = /*#__PURE__*/ gql(`
    mutation DecideRun($input: DecideWorkflowRunApprovalInput!) {
  decideWorkflowRunApproval(input: $input) {
    approval {
      status
      decidedByClientId
      decidedAt
      notes
      supersededByRun {
        id
      }
    }
    outcome {
      decided
      catalogChanges
      profiles
      metricsMarkedStale
      violationsResolved
      conflicts
    }
    changes {
      id
      decision
    }
    conflicts {
      change {
        id
        targetFqn
        after
      }
      reason
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<DecideRunMutation, DecideRunMutationVariables>;
export const EditColumnDocument = /*#__PURE__*/ gql(`
    mutation EditColumn($input: UpdateColumnInput!) {
  updateColumn(input: $input) {
    column {
      fqn
      description {
        text
        origin
      }
      businessDefinition {
        text
        origin
      }
      tags {
        name
        origin
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<EditColumnMutation, EditColumnMutationVariables>;
export const EditTableDocument = /*#__PURE__*/ gql(`
    mutation EditTable($input: UpdateTableInput!) {
  updateTable(input: $input) {
    table {
      fqn
      displayName {
        text
        origin
      }
      description {
        text
        origin
      }
      tags {
        name
        origin
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<EditTableMutation, EditTableMutationVariables>;
export const FollowPipelineDocument = /*#__PURE__*/ gql(`
    subscription FollowPipeline($pipelineRunId: ID!, $after: Cursor) {
  workflowRunStatusChanged(pipelineRunId: $pipelineRunId, after: $after) {
    cursor
    sequence
    from
    to
    occurredAt
    reason
    workflowRun {
      id
      workflowType
    }
  }
}
    `) as unknown as DocumentNode<FollowPipelineSubscription, FollowPipelineSubscriptionVariables>;
export const FollowRunDocument = /*#__PURE__*/ gql(`
    subscription FollowRun($runId: ID!, $after: Cursor) {
  workflowRunStatusChanged(runId: $runId, after: $after) {
    cursor
    sequence
    from
    to
    attempt
    occurredAt
    reason
    workflowRun {
      id
      workflowType
      assetFqn
      progress {
        total
        attempted
        succeeded
        failed
        skipped
      }
    }
  }
}
    `) as unknown as DocumentNode<FollowRunSubscription, FollowRunSubscriptionVariables>;
export const FollowTenantDocument = /*#__PURE__*/ gql(`
    subscription FollowTenant($after: Cursor) {
  workflowRunStatusChanged(after: $after) {
    cursor
    sequence
    from
    to
    attempt
    occurredAt
    reason
    workflowRun {
      id
      workflowType
      assetFqn
      progress {
        total
        attempted
        succeeded
        failed
        skipped
      }
    }
  }
}
    `) as unknown as DocumentNode<FollowTenantSubscription, FollowTenantSubscriptionVariables>;
export const LatestCursorDocument = /*#__PURE__*/ gql(`
    query LatestCursor {
  workflowRuns(first: 1) {
    nodes {
      id
      transitions {
        cursor
      }
    }
  }
}
    `) as unknown as DocumentNode<LatestCursorQuery, LatestCursorQueryVariables>;
export const ListConfigurationsDocument = /*#__PURE__*/ gql(`
    query ListConfigurations($workflowType: WorkflowType) {
  workflowConfigurations(filter: {workflowType: $workflowType}, first: 20) {
    nodes {
      id
      name
      workflowType
      isDefault
    }
  }
}
    `) as unknown as DocumentNode<ListConfigurationsQuery, ListConfigurationsQueryVariables>;
export const ListFiringsDocument = /*#__PURE__*/ gql(`
    query ListFirings($id: ID!) {
  workflowConfiguration(id: $id) {
    schedule {
      cronExpression
      timezone
      nextTimes
    }
    triggers {
      id
      enabled
    }
    firings(first: 10) {
      nodes {
        scheduledFor
        cause
        outcome
        reason
        missedTimes
        workflowRun {
          id
          status
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as DocumentNode<ListFiringsQuery, ListFiringsQueryVariables>;
export const ListRunsDocument = /*#__PURE__*/ gql(`
    query ListRuns($filter: WorkflowRunFilter, $first: Int = 20, $after: Cursor) {
  workflowRuns(filter: $filter, first: $first, after: $after) {
    nodes {
      id
      workflowType
      assetFqn
      status
      startedAt
      durationSeconds
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as DocumentNode<ListRunsQuery, ListRunsQueryVariables>;
export const PipelineStepsDocument = /*#__PURE__*/ gql(`
    query PipelineSteps($id: ID!) {
  pipelineRun(id: $id) {
    id
    status
    startedAt
    durationSeconds
    progress {
      total
      attempted
      succeeded
      failed
      skipped
    }
    steps {
      ordinal
      workflowType
      status
      reused
      waitsFor
      leftOutReason
      workflowRun {
        id
        durationSeconds
        failure {
          code
          message
        }
      }
    }
  }
}
    `) as unknown as DocumentNode<PipelineStepsQuery, PipelineStepsQueryVariables>;
export const PlanRunDocument = /*#__PURE__*/ gql(`
    query PlanRun($input: CreateWorkflowRunInput!) {
  workflowRunPlan(input: $input) {
    workflowType
    assetFqn
    estimatedRows
    tasks(first: 50) {
      nodes {
        targetFqn
        estimatedRows
      }
    }
  }
}
    `) as unknown as DocumentNode<PlanRunQuery, PlanRunQueryVariables>;
export const ProposedChangesDocument = /*#__PURE__*/ gql(`
    query ProposedChanges($id: ID!, $after: Cursor) {
  workflowRun(id: $id) {
    workflowType
    status
    saveAll
    proposedChanges(first: 50, after: $after) {
      nodes {
        targetFqn
        kind
        before
        after
        confidence
        decision
        justification {
          summary
          evidence {
            source
            detail
            weight
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as DocumentNode<ProposedChangesQuery, ProposedChangesQueryVariables>;
export const RegisterServiceDocument = /*#__PURE__*/ gql(`
    mutation RegisterService($name: String!, $host: String!, $port: Int = 5432, $database: String!, $user: String!, $password: String!) {
  registerDataService(
    input: {name: $name, connection: {postgresql: {host: $host, port: $port, database: $database, user: $user, password: $password, tlsMode: REQUIRE}}}
  ) {
    dataService {
      id
      name
      host
      port
      database
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<RegisterServiceMutation, RegisterServiceMutationVariables>;
export const RegisterWebhookDocument = /*#__PURE__*/ gql(`
    mutation RegisterWebhook($url: String!) {
  registerWebhook(
    input: {name: "ops", url: $url, events: [RUN_TRANSITION, APPROVAL_REQUESTED, VIOLATION_OPENED]}
  ) {
    webhook {
      id
      name
      enabled
    }
    secret
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<RegisterWebhookMutation, RegisterWebhookMutationVariables>;
export const RetryRunDocument = /*#__PURE__*/ gql(`
    mutation RetryRun($id: ID!) {
  retryWorkflowRun(input: {id: $id, mode: FROM_FAILURE}) {
    workflowRun {
      id
      status
      retryOf {
        id
        status
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<RetryRunMutation, RetryRunMutationVariables>;
export const ReviewInboxDocument = /*#__PURE__*/ gql(`
    query ReviewInbox($workflowType: WorkflowType, $assetFqn: AssetFqn, $after: Cursor) {
  workflowRunApprovals(
    filter: {status: PENDING, workflowType: $workflowType, assetFqn: $assetFqn}
    first: 20
    after: $after
  ) {
    nodes {
      status
      createdAt
      changeCounts {
        pending
        approved
        rejected
        superseded
      }
      workflowRun {
        id
        workflowType
        assetFqn
        viewerCanApprove
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as DocumentNode<ReviewInboxQuery, ReviewInboxQueryVariables>;
export const RunAllEnrichmentDocument = /*#__PURE__*/ gql(`
    mutation RunAllEnrichment($configurationId: ID!, $assetFqn: AssetFqn = "PostgreSQL.dvdrental", $include: [AssetFqn!] = ["PostgreSQL.dvdrental.public.customer", "PostgreSQL.dvdrental.public.film"]) {
  createWorkflowRun(
    input: {configurationId: $configurationId, assetFqn: $assetFqn, parameters: {runAllEnrichment: {include: $include, industryInfo: "E-commerce retail platform"}}}
  ) {
    workflowRun {
      id
      status
      pipelineRun {
        id
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<RunAllEnrichmentMutation, RunAllEnrichmentMutationVariables>;
export const RunDetailDocument = /*#__PURE__*/ gql(`
    query RunDetail($id: ID!) {
  workflowRun(id: $id) {
    id
    workflowType
    assetFqn
    status
    startedAt
    pickedUpAt
    completedAt
    durationSeconds
    attempt
    progress {
      total
      attempted
      succeeded
      failed
      skipped
    }
    parameters {
      __typename
      ... on ProfilingParameters {
        parallelWorkers
        sampleDataLimit
        mode
      }
    }
    output {
      __typename
    }
    failure {
      code
      message
      retryable
    }
    tasks(first: 50) {
      nodes {
        targetFqn
        status
        durationSeconds
        skipReason
        failure {
          code
          message
        }
      }
    }
    transitions {
      cursor
      sequence
      from
      to
      occurredAt
    }
  }
}
    `) as unknown as DocumentNode<RunDetailQuery, RunDetailQueryVariables>;
export const RunEventsDocument = /*#__PURE__*/ gql(`
    subscription RunEvents($runId: ID!, $after: Cursor) {
  workflowRunEvents(runId: $runId, after: $after) {
    __typename
    cursor
    sequence
    occurredAt
    ... on WorkflowRunStatusEvent {
      from
      to
      reason
    }
    ... on WorkflowRunProgressEvent {
      progress {
        total
        attempted
        succeeded
        failed
        skipped
      }
    }
    ... on WorkflowRunTaskProgressEvent {
      targetFqn
      share
    }
    ... on WorkflowRunTaskEvent {
      targetFqn
      taskStatus
    }
    ... on WorkflowRunLogEvent {
      level
      message
    }
  }
}
    `) as unknown as DocumentNode<RunEventsSubscription, RunEventsSubscriptionVariables>;
export const RunOutputDocument = /*#__PURE__*/ gql(`
    query RunOutput($id: ID!) {
  workflowRun(id: $id) {
    id
    workflowType
    assetFqn
    status
    durationSeconds
    failure {
      code
      message
      retryable
    }
    approval {
      status
    }
    output {
      __typename
      ... on ServiceIngestionOutput {
        databases
        schemas
        tables
        columns
        added
        changed
        gone
      }
      ... on ProfilingOutput {
        tables
        columns
        columnsSkipped
        rows
      }
      ... on GeneratePiiTagsOutput {
        tables
        columns
        columnsTagged
        tagsFound
        byKind {
          kind
          columns
        }
      }
      ... on GenerateSensitivityTagsOutput {
        tables
        columns
        levels {
          level
          columns
        }
      }
      ... on GenerateTableDescriptionOutput {
        tables
        described
        textsFound
      }
      ... on EnrichTableColumnsOutput {
        tables
        columns
        columnsDescribed
        textsFound
      }
      ... on GenerateDqTagsOutput {
        tables
        columns
        dimensions {
          dimension
          columns
        }
      }
      ... on GenerateDqRulesOutput {
        tables
        rules
        rulesByKind {
          kind
          rules
        }
        droppedCount
      }
      ... on DqExecutionOutput {
        tables
        rulesExecuted
        passed
        failed
        errors
      }
      ... on MetadataAssessmentOutput {
        tables
        columns
        metrics {
          metric
          score
        }
      }
      ... on DqAssessmentOutput {
        tables
        metrics {
          metric
          dimension
          score
        }
      }
      ... on RunAllEnrichmentOutput {
        steps {
          workflowType
          status
          workflowRunId
        }
      }
    }
  }
}
    `) as unknown as DocumentNode<RunOutputQuery, RunOutputQueryVariables>;
export const ScheduleConfigurationDocument = /*#__PURE__*/ gql(`
    mutation ScheduleConfiguration($configurationId: ID!, $after: ID!) {
  setWorkflowSchedule(
    input: {configurationId: $configurationId, cronExpression: "30 2 * * MON-FRI", timezone: "Europe/Berlin", overlapPolicy: QUEUE}
  ) {
    workflowConfiguration {
      schedule {
        enabled
        nextTimes
      }
    }
    userErrors {
      code
      message
      path
    }
  }
  createWorkflowTrigger(
    input: {configurationId: $configurationId, event: {runCompleted: {configurationId: $after}}}
  ) {
    workflowTrigger {
      id
      enabled
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<ScheduleConfigurationMutation, ScheduleConfigurationMutationVariables>;
export const ScorecardDocument = /*#__PURE__*/ gql(`
    query Scorecard($assetFqn: AssetFqn! = "PostgreSQL.dvdrental", $weightOverrides: [DimensionWeightInput!]) {
  scorecard(assetFqn: $assetFqn, weightOverrides: $weightOverrides) {
    score
    tables
    staleTables
    assessedAt
    dimensions {
      dimension
      weight
      numerator
      denominator
      score
      metrics {
        metric
        numerator
        denominator
        score
        assetCount
      }
    }
  }
  scorecardTrend(assetFqn: $assetFqn, last: 10) {
    at
    workflowRunId
    score
  }
}
    `) as unknown as DocumentNode<ScorecardQuery, ScorecardQueryVariables>;
export const SearchAssetsDocument = /*#__PURE__*/ gql(`
    query SearchAssets($query: String, $filter: AssetFilter, $first: Int = 20, $after: Cursor) {
  searchAssets(query: $query, filter: $filter, first: $first, after: $after) {
    nodes {
      fqn
      name
      description {
        text
      }
      tags {
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as DocumentNode<SearchAssetsQuery, SearchAssetsQueryVariables>;
export const StartProfilingDocument = /*#__PURE__*/ gql(`
    mutation StartProfiling($configurationId: ID!, $assetFqn: AssetFqn = "PostgreSQL.dvdrental.public") {
  createWorkflowRun(
    input: {configurationId: $configurationId, assetFqn: $assetFqn, parameters: {profiling: {parallelWorkers: 10, sampleDataLimit: 5}}, saveAll: true}
  ) {
    workflowRun {
      id
      status
      assetFqn
      startedAt
    }
    replayed
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<StartProfilingMutation, StartProfilingMutationVariables>;
export const TableHistoryDocument = /*#__PURE__*/ gql(`
    query TableHistory($fqn: AssetFqn!, $after: Cursor) {
  dataAsset(fqn: $fqn) {
    ... on Table {
      history(first: 50, after: $after) {
        nodes {
          targetFqn
          kind
          tag
          before
          after
          clientId
          occurredAt
          reverts
          workflowRun {
            id
            workflowType
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    `) as unknown as DocumentNode<TableHistoryQuery, TableHistoryQueryVariables>;
export const TableKnowledgeDocument = /*#__PURE__*/ gql(`
    query TableKnowledge($fqn: AssetFqn = "PostgreSQL.dvdrental.public.customer") {
  dataAsset(fqn: $fqn) {
    fqn
    description {
      text
      origin
    }
    tags {
      name
      confidence
    }
    ... on Table {
      domain {
        text
      }
      grain {
        text
      }
      relations {
        text
      }
      columns {
        name
        type
        description {
          text
        }
        semanticType {
          text
        }
        tags {
          name
          confidence
          justification {
            summary
          }
        }
      }
      dqRules(first: 30) {
        nodes {
          name
          dimension
          severity
          confidence
          latestExecution {
            status
            rowsChecked
            rowsFailing
          }
        }
      }
    }
  }
}
    `) as unknown as DocumentNode<TableKnowledgeQuery, TableKnowledgeQueryVariables>;
export const TableProfileDocument = /*#__PURE__*/ gql(`
    query TableProfile($fqn: AssetFqn = "PostgreSQL.dvdrental.public.film") {
  dataAsset(fqn: $fqn) {
    fqn
    name
    comment
    ... on Table {
      rowCount
      profile {
        takenAt
        mode
        rowCount
        sizeBytes
        candidateKeys
        columns {
          name
          declaredType
          seenType
          completeness
          distinctCount
          min
          max
          mean
          median
          mostFrequent {
            value
            count
          }
        }
      }
    }
  }
}
    `) as unknown as DocumentNode<TableProfileQuery, TableProfileQueryVariables>;
export const TagPersonalDataDocument = /*#__PURE__*/ gql(`
    mutation TagPersonalData($configurationId: ID!, $include: [AssetFqn!] = ["PostgreSQL.dvdrental.public.customer", "PostgreSQL.dvdrental.public.address"]) {
  createWorkflowRun(
    input: {configurationId: $configurationId, parameters: {generatePiiTags: {include: $include, industryInfo: "E-commerce retail platform"}}, saveAll: false}
  ) {
    workflowRun {
      id
      status
      assetFqn
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<TagPersonalDataMutation, TagPersonalDataMutationVariables>;
export const TryDqRuleDocument = /*#__PURE__*/ gql(`
    mutation TryDqRule($tableFqn: AssetFqn!, $rule: DqRuleInput!, $threshold: Float! = 1) {
  dryRunDqRule(input: {tableFqn: $tableFqn, rule: $rule, threshold: $threshold}) {
    result {
      status
      rowsChecked
      rowsFailing
      failingShare
      durationMs
      failingKeyColumns
      failingKeys
      error {
        code
        message
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `) as unknown as DocumentNode<TryDqRuleMutation, TryDqRuleMutationVariables>;
export const ViewerDocument = /*#__PURE__*/ gql(`
    query Viewer {
  viewer {
    clientId
    projectId
    tenantId
    scopes
    quotas {
      concurrentTasks {
        limit
        used
        remaining
      }
    }
  }
}
    `) as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;
export const ViolationsDocument = /*#__PURE__*/ gql(`
    query Violations($filter: DqViolationFilter, $after: Cursor) {
  violations(filter: $filter, first: 20, after: $after) {
    nodes {
      id
      targetFqn
      status
      openedAt
      lastSeenAt
      rowsFailing
      acknowledgedAt
      acknowledgedByClientId
      acknowledgementNote
      rule {
        id
        name
        severity
        dimension
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as DocumentNode<ViolationsQuery, ViolationsQueryVariables>;
