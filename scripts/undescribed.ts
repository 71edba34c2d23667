import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
} from "graphql";

interface Element {
  readonly name: string;
  readonly description?: string | null;
}

/** Names of the types, fields, arguments, enum values and directives of our own that nobody described. */
export function undescribed(schema: GraphQLSchema): string[] {
  const missing: string[] = [];
  const look = (element: Element, place = "") => {
    if (!element.description?.trim()) missing.push(place + element.name);
  };
  for (const directive of schema.getDirectives()) {
    if (isSpecifiedDirective(directive)) continue;
    look(directive, "@");
    for (const argument of directive.args) look(argument, `@${directive.name}.`);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    look(type);
    for (const member of membersOf(type)) {
      look(member, `${type.name}.`);
      for (const argument of member.args ?? []) look(argument, `${type.name}.${member.name}.`);
    }
  }
  return missing;
}

function membersOf(type: GraphQLNamedType): readonly (Element & { readonly args?: readonly Element[] })[] {
  if (isEnumType(type)) return type.getValues();
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) return Object.values(type.getFields());
  return [];
}
