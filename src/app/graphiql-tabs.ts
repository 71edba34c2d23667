import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { GraphiqlTab } from "../gateway/graphiql.js";
import type { RequestContext } from "../platform/context.js";
import type { Parts } from "./parts.js";

/** The documented operations, seen from the source and from the compiled file. */
const FOLDER = ["../../schema/operations/", "../../../schema/operations/"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((folder) => existsSync(folder));

/** What to try at once on the sample: start runs, read what they found, watch. */
export async function demoTabs({ configurations }: Parts, ctx: RequestContext): Promise<GraphiqlTab[]> {
  const defaultOf = async (workflowType: string) => {
    const { nodes } = await configurations.list(ctx, { workflowType }, {});
    return nodes.find((each) => each.isDefault)?.id ?? "";
  };
  return [
    tab("start-profiling", { configurationId: await defaultOf("PROFILING"), assetFqn: "PostgreSQL.dvdrental.public" }),
    tab("table-profile", { fqn: "PostgreSQL.dvdrental.public.film" }),
    tab("tag-personal-data", { configurationId: await defaultOf("GENERATE_PII_TAGS") }),
    tab("proposed-changes", { id: "" }),
    tab("review-inbox", {}),
    tab("decide-run", { input: { workflowRunId: "", action: "APPROVE" } }),
    tab("follow-tenant", {}),
  ];
}

const tab = (name: string, variables: Record<string, unknown>): GraphiqlTab => ({
  query: readFileSync(`${FOLDER}${name}.graphql`, "utf8"),
  variables,
});
