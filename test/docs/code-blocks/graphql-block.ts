import { readFileSync } from "node:fs";
import { expect } from "@jest/globals";
import { composeServices } from "@theguild/federation-composition";
import {
  type DocumentNode,
  Kind,
  NoUnusedFragmentsRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { publicSchema } from "../../../scripts/public-schema.js";
import { runToEnd } from "../../support/sample-service.js";
import type { Page } from "./page.js";
import type { Block } from "./read-blocks.js";

const FOLLOW = "subscription ($id: ID!) { workflowRunStatusChanged(runId: $id) { to } }";
const FRAGMENT_RULES = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);

/** Operations are executed, in their order; fragments alone are validated; types make a subgraph. */
export async function tryGraphql({ code, directive }: Block, page: () => Promise<Page>): Promise<void> {
  expect(code).not.toContain('"…"'); // which its reader would have to replace: a variable says it better
  const document = parse(code);
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operations.length > 0) return tryOperations(code, operations, directive, await page());
  if (document.definitions.every((each) => each.kind === Kind.FRAGMENT_DEFINITION))
    expect(validate(publicSchema, document, FRAGMENT_RULES)).toEqual([]);
  else composesWithOurs(document);
}

function composesWithOurs(extension: DocumentNode): void {
  const ours = parse(readFileSync("schema/subgraph.graphql", "utf8"));
  const services = Object.entries({ ours, extension }).map(([name, typeDefs]) => ({ name, typeDefs }));
  expect(composeServices(services).errors).toBeUndefined();
}

async function tryOperations(
  code: string,
  operations: readonly OperationDefinitionNode[],
  { variables = {}, error, take, wait = true }: Block["directive"],
  page: Page,
): Promise<void> {
  expect(operations).toHaveLength(1); // what a client sends at once
  const values = (await page.values.resolve(variables)) as Record<string, unknown>;
  if (operations[0]!.operation === "subscription") return follow(code, values, take, page);
  const { data, errors } = await page.client.send(code, values);
  if (error) {
    expect(errors).toMatchObject([{ extensions: { code: error } }]);
    return page.values.answered({ errors });
  }
  expect(errors).toBeUndefined();
  page.values.answered(data);
  for (const payload of Object.values(data) as any[]) {
    expect(payload).not.toBeNull(); // nothing is there for what the page asks about
    if (payload?.userErrors) expect(payload.userErrors).toEqual([]);
    if (payload?.workflowRun?.id && payload.userErrors && wait) await ended(payload.workflowRun.id, page);
  }
}

async function ended(id: string, { client }: Page): Promise<void> {
  const seen: string[] = [];
  for await (const { workflowRunStatusChanged } of client.follow(FOLLOW, { id }))
    seen.push(workflowRunStatusChanged.to);
  expect(seen.at(-1)).toBe("COMPLETED");
}

/** Reads a stream to its end, or `take` messages of one without an end: runs are started until they have come. */
async function follow(code: string, variables: Record<string, unknown>, take: number | undefined, page: Page) {
  const messages: unknown[] = [];
  const reading = (async () => {
    for await (const message of page.client.follow(code, variables)) {
      if (messages.push(message) === take) return;
    }
  })();
  let over = false;
  reading
    .finally(() => {
      over = true;
    })
    .catch(() => undefined);
  while (take !== undefined && !over)
    await runToEnd(page.client, "METADATA_ASSESSMENT", "PostgreSQL.dvdrental.public.film");
  await reading;
  expect(messages.length).toBeGreaterThan(0);
  page.values.answered(messages);
}
