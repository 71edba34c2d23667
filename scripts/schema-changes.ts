import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema, type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from "graphql";

const git = promisify(execFile);

/** The schema as the last tag before now had it, or null where there is no tag yet, or no history at all. */
export async function schemaOfLastTag(folder: string): Promise<{ tag: string; sdl: string } | null> {
  const run = async (...words: string[]) => (await git("git", words, { cwd: folder, maxBuffer: 2 ** 24 })).stdout;
  const tags = await run("tag", "--merged", "HEAD", "--sort=-version:refname").catch(() => "");
  const [tag] = tags.split("\n");
  return tag ? { tag, sdl: await run("show", `${tag}:schema/schema.graphql`) } : null;
}

/**
 * What would break clients of `before` and is not announced: the changelog's first part has no section "Breaking" with
 * the place in backticks, such as `Query.workflowRun.id`.
 */
export async function unannouncedBreaks(before: string, after: string, changelog: string): Promise<string[]> {
  const changes = await diff(buildSchema(before), buildSchema(after));
  const announced = new Set([...breakingSection(changelog).matchAll(/`([^`]+)`/g)].map((match) => match[1]));
  return changes
    .filter(({ criticality, path }) => criticality.level === CriticalityLevel.Breaking && !announced.has(path ?? ""))
    .map(({ message, path }) => `\`${path}\`: ${message}.`);
}

function breakingSection(changelog: string): string {
  const unreleased = changelog.split(/^## /m)[1] ?? "";
  return unreleased.split(/^### /m).find((section) => /^Breaking\b/.test(section)) ?? "";
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
