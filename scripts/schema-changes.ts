import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import {
  buildSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";

const git = promisify(execFile);

export interface TaggedSchema {
  readonly tag: string;
  readonly sdl: string;
}

/** The schema of the last release before now, or null where there is none yet. Fails where nobody can know that. */
export async function schemaOfLastTag(folder: string): Promise<TaggedSchema | null> {
  const run = async (...words: string[]) => (await git("git", words, { cwd: folder, maxBuffer: 2 ** 24 })).stdout;
  const tags = await run("tag", "--merged", "HEAD", "--list", "v[0-9]*", "--sort=-version:refname");
  const tag = tags.split("\n").find((name) => !name.includes("-")); // those with a dash come before their release
  if (tag) return { tag, sdl: await run("show", `${tag}:schema/schema.graphql`) };
  if ((await run("rev-parse", "--is-shallow-repository")).trim() === "false") return null;
  throw new Error("The last tag is not in this clone: `git fetch --unshallow --tags` brings it.");
}

/**
 * What would break clients of the last release and is not announced: the changelog's first part has no section "Breaking"
 * with the place in backticks, such as `Query.workflowRun.id`.
 */
export async function unannouncedBreaks(last: TaggedSchema, after: string, changelog: string): Promise<string[]> {
  const announced = new Set([...breakingSection(last.tag, changelog).matchAll(/`([^`]+)`/g)].map((match) => match[1]));
  return (await breaksOf(buildSchema(last.sdl), buildSchema(after)))
    .filter(({ place }) => !announced.has(place))
    .map(({ place, message }) => `\`${place}\`: ${message}.`);
}

async function breaksOf(before: GraphQLSchema, after: GraphQLSchema) {
  const changes = (await diff(before, after)).filter(
    ({ criticality }) => criticality.level === CriticalityLevel.Breaking,
  );
  const told = new Set(changes.map(({ path }) => path));
  const [optional, required] = [inputsOf(before, false), inputsOf(after, true)];
  return [
    ...changes.map(({ path, message }) => ({ place: path ?? "schema", message })),
    // A default that is gone is only a danger to the inspector.
    ...[...required]
      .filter((place) => optional.has(place) && !told.has(place))
      .map((place) => ({ place, message: "it must be given from now on" })),
  ];
}

/** Input fields and arguments that must be given, or those that need not. */
function inputsOf(schema: GraphQLSchema, required: boolean): Set<string> {
  const places = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields()))
        if (isRequiredInputField(field) === required) places.add(`${type.name}.${field.name}`);
    } else if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields()))
        for (const argument of field.args)
          if (isRequiredArgument(argument) === required) places.add(`${type.name}.${field.name}.${argument.name}`);
    }
  }
  return places;
}

/** Of what comes next: a first part that is the last release's own says nothing about it. */
function breakingSection(tag: string, changelog: string): string {
  const next = changelog.split(/^## /m)[1] ?? "";
  const [heading = ""] = next.split("\n", 1);
  if (heading.split(/[^\w.-]/).some((word) => word === tag || `v${word}` === tag)) return "";
  return next.split(/^### /m).find((section) => /^Breaking\b/.test(section)) ?? "";
}

/** When it goes is what a client needs to know of a deprecated element. */
const DATED = /Removed after \d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\./;

/** Deprecated fields, arguments, input fields and enum values whose reason has no `Removed after YYYY-MM-DD.` */
export function undatedDeprecations(schema: GraphQLSchema): string[] {
  const undated: string[] = [];
  const look = (name: string, { deprecationReason }: { deprecationReason?: string | null }) => {
    if (deprecationReason != null && !DATED.test(deprecationReason)) undated.push(name);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field);
      for (const argument of field.args) look(`${type.name}.${field.name}.${argument.name}`, argument);
    }
  }
  return undated;
}
