import { buildMessage, ValidateBy, type ValidationOptions } from "class-validator";

const LONGEST_BYTES = 63;

/** A name as PostgreSQL takes it: longer ones it would cut off, and a NUL would end it early. */
export function IsPostgresName(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: "isPostgresName",
      validator: {
        validate: (value: unknown) =>
          typeof value === "string" &&
          value !== "" &&
          Buffer.byteLength(value) <= LONGEST_BYTES &&
          value.isWellFormed() &&
          !value.includes("\0"),
        defaultMessage: buildMessage(
          (each) => `${each}$property must have 1 to ${LONGEST_BYTES} bytes and no NUL character`,
          options,
        ),
      },
    },
    options,
  );
}
