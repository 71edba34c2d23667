import { getNamedType, isLeafType, isObjectType } from "graphql";
import { publicSchema } from "../../scripts/public-schema.js";

/** Selects every field of an object type that needs no argument, down to what has no fields. */
export function allFields(typeName: string, ancestors: readonly string[] = []): string {
  const type = publicSchema.getType(typeName);
  if (!isObjectType(type) || ancestors.includes(typeName)) return "__typename";
  const selections = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (isLeafType(named)) return [field.name];
    return [`${field.name} { ${allFields(named.name, [...ancestors, typeName])} }`];
  });
  return selections.join(" ");
}
