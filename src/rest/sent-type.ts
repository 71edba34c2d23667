import { z } from "zod";
import { WORKFLOW_TYPES } from "../workflows/workflow-type.js";
import { kebabType, typeNamed } from "./names.js";

/** A workflow type that a client sends: its name in kebab-case, or another name that it goes by. */
export const sentType = (description: string) =>
  z
    .string()
    .transform((name, context) => {
      const type = typeNamed(name);
      if (type) return type;
      context.addIssue({ code: "custom", message: `must be one of ${WORKFLOW_TYPES.map(kebabType).join(", ")}.` });
      return z.NEVER;
    })
    .meta({ description, examples: ["profiling", "generate-dq-rules", "dq-rule-generation"] });
