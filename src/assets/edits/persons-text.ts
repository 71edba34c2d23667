import { buildMessage, ValidateBy, type ValidationOptions } from "class-validator";

/** As it is stored: without space around it, and each character in one form. */
export const tidy = (text: string): string => text.trim().normalize("NFC");

const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINE_BREAKS = /[^\P{Cc}\r\n\t]/u;

interface TextOptions {
  readonly longest: number;
  readonly lines: "one" | "many";
}

/** A person's text: not empty, not too long, without control characters; line breaks and tabs where it may have many lines. */
export function IsPersonsText({ longest, lines }: TextOptions, options?: ValidationOptions): PropertyDecorator {
  const control = lines === "many" ? CONTROL_BUT_LINE_BREAKS : CONTROL;
  const rule =
    lines === "many"
      ? `1 to ${longest} characters, with no control characters but line breaks and tabs`
      : `one line of 1 to ${longest} characters, with no control characters`;
  return ValidateBy(
    {
      name: "isPersonsText",
      validator: {
        validate: (value: unknown) => {
          if (typeof value !== "string") return false;
          const text = tidy(value);
          return text !== "" && text.length <= longest && !control.test(text);
        },
        defaultMessage: buildMessage((each) => `${each}$property must be ${rule}; null takes it away`, options),
      },
    },
    options,
  );
}
