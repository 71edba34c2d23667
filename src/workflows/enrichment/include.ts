import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsOptional } from "class-validator";
import { Field } from "type-graphql";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { type Fqn, FqnError, formatFqn, liesUnder, parseFqn } from "../../platform/fqn.js";
import { AssetFqn } from "../../platform/scalars.js";

export const INCLUDE = "Only these tables, 1 to 1000; they lie under the run's asset. All of the asset's when absent.";
const INCLUDE_REQUIRED = "The tables to describe, 1 to 1000; they lie under the run's asset.";
const MOST_TABLES = 1000;

/** A property `include`, with the rules that hold for every type. */
export function IncludeOption(options: { readonly required: boolean } = { required: false }): PropertyDecorator {
  const { required } = options;
  return (target, key) => {
    if (!required) IsOptional()(target, key);
    IsArray()(target, key);
    ArrayNotEmpty()(target, key);
    ArrayMaxSize(MOST_TABLES)(target, key);
    const description = required ? INCLUDE_REQUIRED : INCLUDE;
    Field(() => [AssetFqn], { nullable: !required, description })(target, key as string);
  };
}

/** The tables that options name; undefined where they name none. */
export function includedTables(parameters: object): Fqn[] | undefined {
  const { include } = parameters as { include?: readonly string[] | null };
  return include?.map((text) => parseFqn(text));
}

/** Each included name is a table's, and lies under the asset. */
export function checkInclude(asset: Fqn, parameters: object, member: string): void {
  const { include } = parameters as { include?: readonly string[] | null };
  for (const [index, text] of (include ?? []).entries()) {
    const wrong = (message: string) =>
      UserErrors.one(ErrorCode.VALIDATION_ERROR, message, "parameters", member, "include", String(index));
    const fqn = parsed(text, wrong);
    if (fqn.length !== 4) throw wrong("Name a table: service.database.schema.table.");
    if (!liesUnder(fqn, asset)) throw wrong(`The table does not lie under the asset ${formatFqn(asset)}.`);
  }
}

function parsed(text: string, wrong: (message: string) => UserErrors): Fqn {
  try {
    return parseFqn(text);
  } catch (error) {
    if (error instanceof FqnError) throw wrong(error.message);
    throw error;
  }
}

/** What a run works on where nobody names an asset: the schema, database or service that all included tables lie in. */
export function commonParent(parameters: object): string | null {
  const { include } = parameters as { include?: readonly string[] | null };
  try {
    const tables = (include ?? []).map((text) => parseFqn(text));
    const [first, ...others] = tables;
    if (!first || tables.some((table) => table.length !== 4)) return null;
    const depth = [3, 2, 1].find((length) =>
      others.every((other) => liesUnder(other, first.slice(0, length) as never)),
    );
    return depth === undefined ? null : formatFqn(first.slice(0, depth) as unknown as Fqn);
  } catch (error) {
    if (error instanceof FqnError) return null;
    throw error;
  }
}
