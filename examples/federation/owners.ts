import type { IncomingHttpHeaders } from "node:http";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import { startStandaloneServer } from "@apollo/server/standalone";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { GraphQLError, type GraphQLErrorExtensions, parse } from "graphql";
import { decisive } from "./decisive-headers.js";
import { CATALOGUE, type Owner } from "./owners-catalogue.js";

/** Extends the gateway's `Table`: `fqn` is what both graphs know a table by. */
export const OWNERS_SDL = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

  scalar AssetFqn

  type Query {
    "Who owns tables of this tenant."
    owners: [Owner!]!
  }

  "A team that answers for tables."
  type Owner @key(fields: "name") {
    "Its name."
    name: String!

    "Where to ask."
    email: String!

    "The tables that it answers for; null in place of one that the gateway does not show you."
    tables: [Table]!
  }

  type Table @key(fields: "fqn") {
    fqn: AssetFqn!

    "The team that answers for it."
    owner: Owner
  }
`;

interface Caller {
  readonly owners: readonly Owner[];
}

const resolvers = {
  Query: { owners: (_root: unknown, _args: unknown, { owners }: Caller) => owners },
  Owner: {
    __resolveReference: ({ name }: Owner, { owners }: Caller) => owners.find((owner) => owner.name === name),
    tables: (owner: Owner) => owner.tables.map((fqn) => ({ fqn })),
  },
  Table: {
    owner: ({ fqn }: { fqn: string }, _args: unknown, { owners }: Caller) =>
      owners.find((owner) => owner.tables.includes(fqn)),
  },
};

/** Starts the subgraph on a free port of this machine. Whose owners it shows, the gateway says by the caller's token. */
export async function startOwners(gatewayUrl: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server = new ApolloServer<Caller>({
    schema: buildSubgraphSchema([{ typeDefs: parse(OWNERS_SDL), resolvers }]),
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(server, {
    listen: { host: "127.0.0.1", port: 0 },
    context: async ({ req }) => ({ owners: ownersOf(await tenantOf(gatewayUrl, req.headers)) }),
  });
  return { url, stop: () => server.stop() };
}

const ownersOf = (tenantId: string) => (Object.hasOwn(CATALOGUE, tenantId) ? CATALOGUE[tenantId]! : []);

/** The gateway's own word for whose data a caller may see: projects of two organisations may have the same name. */
async function tenantOf(gatewayUrl: string, caller: IncomingHttpHeaders): Promise<string> {
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...decisive((name) => caller[name]) },
    body: JSON.stringify({ query: "{ viewer { tenantId } }" }),
  });
  const { data, errors } = (await response.json()) as ViewerAnswer;
  if (data) return data.viewer.tenantId;
  const { message, extensions } = errors?.[0] ?? { message: "The gateway does not say whose token this is." };
  throw new GraphQLError(message, { extensions });
}

interface ViewerAnswer {
  readonly data?: { readonly viewer: { readonly tenantId: string } } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: GraphQLErrorExtensions }[];
}
