import type { Parts } from "../app/parts.js";
import { type Identity, type RequestContext, SCOPES } from "../platform/context.js";
import type { PreparedEmbedded } from "../platform/embedded-postgres/prepare-embedded.js";
import { newId } from "../platform/ids.js";
import { RunConflictPolicy } from "../runs/run.inputs.js";
import { isFinal, WorkflowRunStatus } from "../runs/run-status.js";
import { TlsMode } from "../sources/source-session.js";

const DEMO_PROJECT = "demo";
const DEMO_CLIENT = "demo-client";
const DEMO_SERVICE = "PostgreSQL";

/** The development token that a newcomer gets: all rights on the demo tenant. */
export const DEMO_TOKEN = { project: DEMO_PROJECT, client: DEMO_CLIENT, scope: SCOPES.join(" "), expires: "30d" };

/** The tenant that a newcomer works with: default configurations, and the sample database as the service `PostgreSQL`. */
export async function prepareDemoTenant(parts: Parts, sample: PreparedEmbedded["sample"], waits: boolean) {
  const ctx = demoContext();
  await parts.configurations.welcome(ctx.identity);
  await registerSample(parts, ctx, sample);
  await ingestSample(parts, ctx, sample.database, waits);
}

export function demoContext(): RequestContext {
  const identity: Identity = {
    tenantId: DEMO_PROJECT,
    projectId: DEMO_PROJECT,
    clientId: DEMO_CLIENT,
    scopes: new Set(SCOPES),
    expiresAt: Math.floor(Date.now() / 1000) + 3600,
  };
  return { requestId: newId(), identity, loaders: new Map() };
}

/** The embedded server may have another port than last time: the service is brought up to date at each start. */
async function registerSample({ database, services }: Parts, ctx: RequestContext, sample: PreparedEmbedded["sample"]) {
  const { tenantId } = ctx.identity;
  const connection = { postgresql: { ...sample, tlsMode: TlsMode.DISABLE } };
  const known = await database.tenant(tenantId, (manager) => services.findByName(manager, tenantId, DEMO_SERVICE));
  if (known) await services.update(ctx, { id: known.id, connection });
  else await services.register(ctx, { name: DEMO_SERVICE, connection, rowsMayLeave: true, maxConnections: 6 });
}

/** A real ingestion run fills the catalog at the first start, so that names such as PostgreSQL.dvdrental.public.film are known. */
async function ingestSample(parts: Parts, ctx: RequestContext, database: string, waits: boolean): Promise<void> {
  const { tenantId } = ctx.identity;
  const known = await parts.database.tenant(tenantId, (manager) =>
    parts.catalog.resolve(manager, tenantId, [DEMO_SERVICE, database]),
  );
  if (known) return;
  const { nodes } = await parts.configurations.list(ctx, { workflowType: "SERVICE_INGESTION" }, {});
  const configuration = nodes.find((each) => each.isDefault);
  if (!configuration) return; // somebody archived it, and so does without
  const { workflowRun } = await parts.runs.create(ctx, {
    configurationId: configuration.id,
    assetFqn: DEMO_SERVICE,
    saveAll: true,
    onConflict: RunConflictPolicy.RETURN_EXISTING,
  });
  if (!waits) return;
  for await (const { to } of parts.transitionFeed.follow(ctx.identity, { runId: workflowRun.id })) {
    if (isFinal(to) && to !== WorkflowRunStatus.COMPLETED) throw new Error(`The sample's ingestion ended as ${to}.`);
  }
}
