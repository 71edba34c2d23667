import { z } from "zod";

export type JsonSchema = Record<string, unknown>;

const UNNEEDED = new Set(["$schema", "$id", "id"]);
const INT32 = 2 ** 31 - 1;

/** Turns zod's schemas into those of an OpenAPI document; what has a name is written once, under components. */
export class DocumentSchemas {
  private readonly components = new Map<string, JsonSchema>();

  of(schema: z.ZodType): JsonSchema {
    const { $defs, ...made } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any", override: plain });
    for (const [name, each] of Object.entries($defs ?? {})) this.add(name, pointed(each as JsonSchema));
    return pointed(made);
  }

  /** By name. */
  all(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.components].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private add(name: string, schema: JsonSchema): void {
    const known = this.components.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`Two schemas have the name ${name}.`);
    this.components.set(name, schema);
  }
}

/** Says what zod leaves out of what is read into something else, and leaves out what nobody reads. */
function plain({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: JsonSchema }): void {
  const { examples, default: absent } = z.globalRegistry.get(zodSchema) ?? {};
  if (examples !== undefined) jsonSchema.examples = examples;
  if (absent !== undefined) jsonSchema.default = absent;
  if (jsonSchema.format) delete jsonSchema.pattern;
  if (jsonSchema.type !== "integer") return;
  if (jsonSchema.maximum === INT32) jsonSchema.format = "int32";
  // What only says how numbers are kept.
  if (isOfType(jsonSchema.minimum)) delete jsonSchema.minimum;
  if (isOfType(jsonSchema.maximum)) delete jsonSchema.maximum;
}

const isOfType = (bound: unknown) => Math.abs(Number(bound)) >= INT32;

/** With pointers into the document, and what may be null said in one line. */
function pointed(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).filter(([key]) => !UNNEEDED.has(key) || typeof schema[key] === "object");
  const own = entries.map(([key, value]) => [
    key,
    key === "$ref" ? String(value).replace("#/$defs/", "#/components/schemas/") : pointedWithin(value),
  ]);
  return withNull(Object.fromEntries(own));
}

function pointedWithin(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointedWithin);
  return value && typeof value === "object" ? pointed(value as JsonSchema) : value;
}

function withNull(schema: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = schema as { anyOf?: JsonSchema[] };
  const [value, nothing] = anyOf ?? [];
  if (anyOf?.length !== 2 || nothing?.type !== "null" || typeof value?.type !== "string") return schema;
  const values = value.enum as unknown[] | undefined;
  return { ...value, ...rest, type: [value.type, "null"], ...(values && { enum: [...values, null] }) };
}
