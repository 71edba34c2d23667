import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { GraphiqlTab } from "../gateway/graphiql.js";
import type { RequestContext } from "../platform/context.js";
import { WorkflowRunOrder } from "../runs/run.inputs.js";
import type { Parts } from "./parts.js";

/** The documented operations, seen from the source and from the compiled file. */
const FOLDER = ["../../schema/operations/", "../../../schema/operations/"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((folder) => existsSync(folder));

/** Groups, in the order of a newcomer's way; of each, operations by file and the variables to try them with. */
type Examples = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** Every documented operation, with variables that can be sent at once wherever the demo tenant has what they name. */
export async function demoTabs(parts: Parts, ctx: RequestContext): Promise<GraphiqlTab[]> {
  const known = await knownIds(parts, ctx);
  const examples = JSON.parse(readFileSync(`${FOLDER}examples.json`, "utf8"), (_key, value) =>
    typeof value === "string" && /^<.*>$/.test(value) ? (known.get(value) ?? "") : value,
  ) as Examples;
  return Object.values(examples).flatMap((group) =>
    Object.entries(group).map(([name, variables]) => ({
      query: readFileSync(`${FOLDER}${name}.graphql`, "utf8"),
      variables,
    })),
  );
}

/** What stands for `<configuration PROFILING>` and its like, and for `<run>`: the oldest, which stays the same. */
async function knownIds({ configurations, runQueries }: Parts, ctx: RequestContext): Promise<Map<string, string>> {
  const { nodes } = await configurations.list(ctx, {}, { first: 100 });
  const runs = await runQueries.list(ctx, {}, WorkflowRunOrder.OLDEST_FIRST, { first: 1 });
  const defaults = nodes.filter(({ isDefault }) => isDefault);
  return new Map([
    ...defaults.map(({ workflowType, id }) => [`<configuration ${workflowType}>`, id] as const),
    ...runs.nodes.map(({ id }) => ["<run>", id] as const),
  ]);
}
