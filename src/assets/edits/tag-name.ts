import { buildMessage, ValidateBy, type ValidationOptions } from "class-validator";
import { tidy } from "./persons-text.js";

const LONGEST = 100;
const PART = String.raw`[\p{L}\p{N}_-][\p{L}\p{M}\p{N}_-]*`;
const TAG = new RegExp(`^${PART}(\\.${PART}){0,2}$`, "u");

export const TAG_FORM = `1 to 3 parts with dots between, of letters, digits, _ and -, such as \`Finance\` or \`PII.Email\`, at most ${LONGEST} characters`;

/** The name of a tag, of the kind that runs give too. */
export function IsTagName(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: "isTagName",
      validator: {
        validate: (value: unknown) =>
          typeof value === "string" && tidy(value).length <= LONGEST && TAG.test(tidy(value)),
        defaultMessage: buildMessage((each) => `${each}$property must be ${TAG_FORM}`, options),
      },
    },
    options,
  );
}
