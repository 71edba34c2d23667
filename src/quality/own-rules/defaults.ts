import { DqDimension, DqRuleKind, type RuleDefinition } from "../rule.model.js";

/** The dimension that rules of a kind usually measure. */
export const DIMENSIONS: Readonly<Record<DqRuleKind, DqDimension>> = {
  NOT_NULL: DqDimension.COMPLETENESS,
  COMPLETENESS: DqDimension.COMPLETENESS,
  UNIQUE: DqDimension.UNIQUENESS,
  ACCEPTED_VALUES: DqDimension.VALIDITY,
  RANGE: DqDimension.VALIDITY,
  LENGTH: DqDimension.VALIDITY,
  PATTERN: DqDimension.VALIDITY,
  TYPE_CONFORMITY: DqDimension.VALIDITY,
  REFERENTIAL: DqDimension.CONSISTENCY,
  COLUMN_ORDER: DqDimension.CONSISTENCY,
  SUM: DqDimension.CONSISTENCY,
  TOTAL: DqDimension.CONSISTENCY,
  FRESHNESS: DqDimension.TIMELINESS,
  ROW_COUNT: DqDimension.COMPLETENESS,
  FUNCTIONAL_DEPENDENCY: DqDimension.CONSISTENCY,
  ROW_CONDITION: DqDimension.VALIDITY,
  SQL: DqDimension.CONSISTENCY,
};

const LONGEST = 200;

/** A rule in words, where nobody gave it a name. */
export const nameOf = (definition: RuleDefinition): string => {
  const words = inWords(definition).replace(/\s+/g, " ").trim();
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1).toWellFormed()}…`;
};

function inWords(definition: RuleDefinition): string {
  switch (definition.kind) {
    case DqRuleKind.NOT_NULL:
      return `${definition.column} has a value`;
    case DqRuleKind.COMPLETENESS:
      return `${definition.column} has a value in most rows`;
    case DqRuleKind.UNIQUE:
      return definition.columns.length === 1
        ? `${definition.columns[0]} is unique`
        : `${definition.columns.join(", ")} together are unique`;
    case DqRuleKind.ACCEPTED_VALUES: {
      const { length } = definition.values;
      return `${definition.column} is one of ${length} ${length === 1 ? "value" : "values"}`;
    }
    case DqRuleKind.RANGE:
      return `${definition.column} ${between(definition)}`;
    case DqRuleKind.LENGTH:
      return `The length of ${definition.column} ${between(definition)}`;
    case DqRuleKind.PATTERN:
      return `${definition.column} matches ${definition.pattern}`;
    case DqRuleKind.REFERENTIAL: {
      const { table, columns } = definition.target;
      const [verb, ...names] = columns.length === 1 ? ["occurs", table, columns[0]] : ["occur", table];
      return `${definition.columns.join(", ")} ${verb} in ${names.join(".")}`;
    }
    case DqRuleKind.COLUMN_ORDER:
      return `${definition.lower} is ${definition.strict ? "before" : "not after"} ${definition.upper}`;
    case DqRuleKind.FRESHNESS:
      return `${definition.column} is at most ${age(definition.maxAgeHours)} old`;
    case DqRuleKind.ROW_COUNT:
      return `The number of rows ${between(definition)}`;
    case DqRuleKind.ROW_CONDITION:
      return definition.condition;
    default:
      return "A SELECT of one's own finds no row";
  }
}

const between = ({ min, max }: { min: string | number | null; max: string | number | null }): string => {
  if (min === null) return `is at most ${max}`;
  return max === null ? `is at least ${min}` : `lies between ${min} and ${max}`;
};

const age = (hours: number): string => {
  const [count, unit] = hours >= 24 && hours % 24 === 0 ? [hours / 24, "day"] : [hours, "hour"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
};
