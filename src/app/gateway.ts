import type { Logger } from "pino";
import { Registry } from "prom-client";
import type { Config } from "../config.js";
import { DEMO_TOKEN, demoContext } from "../demo/demo-tenant.js";
import { readManifest } from "../gateway/documents/manifest.js";
import { databaseReady } from "../gateway/health.js";
import { buildGatewaySchema } from "../gateway/schema.js";
import { buildGateway, type Gateway } from "../gateway/server.js";
import { developmentSecret, developmentToken } from "../platform/auth/development-token.js";
import { TokenVerifier } from "../platform/auth/token-verifier.js";
import { serveRest } from "../rest/serve-rest.js";
import { demoTabs } from "./graphiql-tabs.js";
import { newTenants } from "./new-tenants.js";
import type { Parts } from "./parts.js";
import { makeResolvers, SERVED_RESOLVERS } from "./resolvers.js";
import { StartError } from "./start-error.js";

export type ListeningGateway = Gateway & { readonly url: string };

/** The HTTP face over the parts; it listens when this resolves. */
export async function startGateway(config: Config, parts: Parts, log: Logger): Promise<ListeningGateway> {
  const secret = config.jwt.jwksUrl ? "" : await developmentSecret(config);
  const verifier = new TokenVerifier({ ...config.jwt, secret }, config.production);
  const gateway = await buildGateway({
    config,
    schema: buildGatewaySchema(SERVED_RESOLVERS, makeResolvers(parts)),
    verifier: newTenants(verifier, parts.configurations),
    log,
    metrics: new Registry(),
    ready: databaseReady(parts.database.dataSource),
    endStreams: () => {
      parts.transitionFeed.end();
      parts.eventFeed.end();
    },
    trustedDocuments: config.trustedDocuments ? await readManifest(config.trustedDocuments) : undefined,
    rest: (app, transport) => serveRest(app, transport, parts),
    graphiql: config.demo ? { tabs: await demoTabs(parts, demoContext()), token: filledIn(config) } : { tabs: [] },
  });
  const url = await gateway.listen().catch(async (error: NodeJS.ErrnoException) => {
    await gateway.close();
    if (error.code === "EADDRINUSE") throw new StartError(`PORT: ${config.http.port} is in use; choose another.`);
    throw error;
  });
  return { ...gateway, url };
}

/** The development token for GraphiQL, where there are such tokens at all. */
const filledIn = (config: Config) =>
  config.jwt.jwksUrl || config.production ? undefined : () => developmentToken(config, DEMO_TOKEN);
