import { ValidateBy } from "class-validator";

type KeyOf = (item: never) => unknown;

/** No item of a list twice. It looks at each item once, where class-validator's own compares each with all others. */
export const Distinct = (keyOf: KeyOf = (item) => item): PropertyDecorator =>
  ValidateBy({
    name: "distinct",
    validator: {
      validate: (list: unknown) => Array.isArray(list) && new Set(list.map(keyOf as never)).size === list.length,
      defaultMessage: () => "All $property's elements must be unique",
    },
  });
