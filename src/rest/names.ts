import { WORKFLOW_TYPES, type WorkflowType } from "../workflows/workflow-type.js";

/** `parallelWorkers` as REST writes it: `parallel_workers`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A member of an enum as REST writes it: `COMPLETED_WITH_ERRORS` is `completed_with_errors`. */
export const lower = <Code extends string>(code: Code): Lowercase<Code> => code.toLowerCase() as Lowercase<Code>;

/** A workflow type as REST writes it: `GENERATE_DQ_RULES` is `generate-dq-rules`. */
export const kebabType = (type: WorkflowType): string => type.toLowerCase().replaceAll("_", "-");

/** Other names of types that are taken wherever one is; answers have the type's own. */
export const TYPE_ALIASES: Readonly<Record<string, WorkflowType>> = {
  "dq-rule-generation": "GENERATE_DQ_RULES",
  "dq-tag-generation": "GENERATE_DQ_TAGS",
};

/** The type of a name that a client sent; undefined where it is none. */
export const typeNamed = (name: string): WorkflowType | undefined =>
  WORKFLOW_TYPES.find((type) => kebabType(type) === name) ??
  (Object.hasOwn(TYPE_ALIASES, name) ? TYPE_ALIASES[name] : undefined);
