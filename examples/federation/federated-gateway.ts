import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { composeServices } from "@theguild/federation-composition";
import { parse } from "graphql";
import { decisive } from "./decisive-headers.js";
import { OWNERS_SDL, startOwners } from "./owners.js";

export interface Federation {
  readonly url: string;
  stop(): Promise<void>;
}

/** Something that must be there before this can start; its message says in one line what to do. */
export class Missing extends Error {}

/** Starts the subgraph of owners, and a federated gateway over it and a running data readiness gateway. */
export async function startFederation(gatewayUrl: string, port: number): Promise<Federation> {
  const readinessSdl = await subgraphSdl(gatewayUrl);
  const owners = await startOwners(gatewayUrl);
  const gateway = createGatewayRuntime({
    supergraph: compose([
      { name: "readiness", url: `${gatewayUrl}/graphql`, typeDefs: parse(readinessSdl) },
      { name: "owners", url: owners.url, typeDefs: parse(OWNERS_SDL) },
    ]),
    // The subgraphs decide themselves what a token may see.
    propagateHeaders: { fromClientToSubgraphs: ({ request }) => decisive((name) => request.headers.get(name)) },
    // By SSE the gateway says itself why a stream ends, and the client gets to know.
    transportEntries: {
      readiness: { options: { subscriptions: { kind: "http", location: "/graphql/stream" } } },
    },
    logging: "warn",
  });
  const server = createServer(gateway);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await gateway[Symbol.asyncDispose]();
      await owners.stop();
    },
  };
}

interface SdlAnswer {
  readonly data?: { readonly _service: { readonly sdl: string } };
  readonly errors?: readonly { readonly message: string }[];
}

/** What the gateway says that it is as a part of a larger graph: always that of the version that runs. */
async function subgraphSdl(gatewayUrl: string): Promise<string> {
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ _service { sdl } }" }),
  }).catch(() => {
    throw new Missing(`No gateway at ${gatewayUrl}: start one (npm start), or say where it is by GATEWAY_URL.`);
  });
  const { data, errors } = (await response.json()) as SdlAnswer;
  if (data) return data._service.sdl;
  throw new Missing(`The gateway at ${gatewayUrl} does not tell its schema: ${errors?.[0]?.message}`);
}

function compose(subgraphs: Parameters<typeof composeServices>[0]): string {
  const { supergraphSdl, errors } = composeServices(subgraphs);
  if (supergraphSdl) return supergraphSdl;
  throw new Error(errors?.map(({ message }) => message).join("\n"));
}
