import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import { startStandaloneServer } from "@apollo/server/standalone";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { GraphQLError, parse } from "graphql";
import { CATALOGUE, type Owner } from "./owners-catalogue.js";

/** Extends the gateway's `Table`: `fqn` is what both graphs know a table by. */
export const OWNERS_SDL = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

  scalar AssetFqn

  type Query {
    "Who owns tables of this project."
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
    context: async ({ req }) => ({ owners: CATALOGUE[await projectOf(gatewayUrl, req.headers.authorization)] ?? [] }),
  });
  return { url, stop: () => server.stop() };
}

async function projectOf(gatewayUrl: string, authorization = ""): Promise<string> {
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify({ query: "{ viewer { projectId } }" }),
  });
  const { data } = (await response.json()) as { data?: { viewer: { projectId: string } } | null };
  if (data) return data.viewer.projectId;
  throw new GraphQLError("The gateway does not know this token.", { extensions: { code: "INVALID_TOKEN" } });
}
