import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ApolloClient, gql, HttpLink, InMemoryCache, type OperationVariables } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { fetchExchange, mapExchange, stringifyDocument, Client as Urql } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import { type DocumentNode, print } from "graphql";
import { createClient } from "graphql-ws";
import { lastValueFrom, toArray } from "rxjs";
import { startTestGateway, type TestGateway } from "../gateway/support/test-gateway.js";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const THING = gql`query Thing { thing { n } }`;
const SAY = gql`mutation Say($text: String!) { echo(text: $text) }`;
const COUNT = gql`subscription Count { count(upTo: 2) }`;
/** As Apollo's cache asks for it, and so as Apollo's tool lists it. */
const sent = (document: DocumentNode) => print(new InMemoryCache().transformDocument(document));

type Requests = string[];
/** Notes how a request is sent, and whether with a text. */
const noted = (requests: Requests, address: Parameters<typeof fetch>[0], init?: RequestInit) => {
  const query = init?.method === "POST" ? (JSON.parse(String(init.body)) as { query?: string }).query : undefined;
  requests.push(`${init?.method} ${query === undefined ? "hash" : "text"}`);
  return fetch(address, init);
};

/** Apollo Client that names its documents, on HTTP and on a WebSocket; what it sends by HTTP is noted. */
function apollo(gateway: () => TestGateway, persisted: PersistedQueryLink) {
  const requests: Requests = [];
  const authorization = `Bearer ${gateway().token}`;
  const socket = createClient({
    url: `${gateway().url.replace("http", "ws")}/graphql`,
    connectionParams: { authorization },
  });
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: persisted.split(
      ({ operationType }) => operationType === "subscription",
      new GraphQLWsLink(socket),
      new HttpLink({
        uri: () => `${gateway().url}/graphql`,
        headers: { authorization },
        fetch: (...sent) => noted(requests, ...sent),
      }),
    ),
  });
  return {
    requests,
    ask: async (query: DocumentNode) => (await client.query({ query, fetchPolicy: "no-cache" })).data,
    say: async (variables: OperationVariables) => (await client.mutate({ mutation: SAY, variables })).data,
    count: async () =>
      (await lastValueFrom(client.subscribe({ query: COUNT }).pipe(toArray()))).map(({ data }) => data),
    dispose: () => socket.dispose(),
  };
}

describe("automatic persisted queries", () => {
  let one: TestGateway;
  let other: TestGateway;
  beforeAll(async () => {
    one = await startTestGateway();
    other = await startTestGateway();
  });
  afterAll(async () => {
    await one.close();
    await other.close();
  });

  test("Apollo Client sends a text once to each gateway, and then its hash", async () => {
    let gateway = one;
    const client = apollo(() => gateway, new PersistedQueryLink({ sha256, useGETForHashedQueries: true }));
    const asked = async () => {
      expect(await client.ask(THING)).toEqual({ thing: { __typename: "Thing", n: 1 } });
      return client.requests.splice(0);
    };
    expect(await asked()).toEqual(["GET hash", "POST text"]);
    expect(await asked()).toEqual(["GET hash"]);
    gateway = other;
    expect(await asked()).toEqual(["GET hash", "POST text"]);
    expect(await asked()).toEqual(["GET hash"]);
    for (const requests of [["POST hash", "POST text"], ["POST hash"]]) {
      expect(await client.say({ text: "hello" })).toEqual({ echo: "hello" });
      expect(client.requests.splice(0)).toEqual(requests);
    }
    expect(await client.count()).toEqual([{ count: 1 }, { count: 2 }]);
    await client.dispose();
  });

  test("urql does the same, with the options that docs/trusted-documents.md names", async () => {
    const options = /persistedExchange\((\{.*?\})\)/.exec(readFileSync("docs/trusted-documents.md", "utf8"))![1]!;
    expect(options).toBe("{ preferGetForPersistedQueries: false, enableForMutation: true }");
    const requests: Requests = [];
    const client = new Urql({
      url: `${one.url}/graphql`,
      preferGetMethod: false,
      fetchOptions: { headers: { authorization: `Bearer ${one.token}` } },
      fetch: (address, init) => noted(requests, address, init),
      exchanges: [persistedExchange({ preferGetForPersistedQueries: false, enableForMutation: true }), fetchExchange],
    });
    const asked = [
      () => client.query("query OfUrql { thing { n } }", {}).toPromise(),
      () => client.mutation('mutation OfUrql { echo(text: "hello") }', {}).toPromise(),
    ];
    for (const ask of asked) {
      for (const sends of [["POST hash", "POST text"], ["POST hash"]]) {
        const { data, error } = await ask();
        expect({ error, fields: Object.keys(data) }).toEqual({ error: undefined, fields: [expect.any(String)] });
        expect(requests.splice(0)).toEqual(sends);
      }
    }
  });
});

describe("trusted documents", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    const listed = { thing: sent(THING), say: sent(SAY), count: sent(COUNT) };
    gateway = await startTestGateway({ trustedDocuments: new Map(Object.entries(listed)) });
  });
  afterAll(() => gateway.close());

  test.each<[string, PersistedQueryLink]>([
    ["hashes", new PersistedQueryLink({ sha256 })],
    [
      "ids of its manifest",
      new PersistedQueryLink({
        generateHash: async (document) =>
          print(document)
            .match(/\w+ (\w+)/)![1]!
            .toLowerCase(),
      }),
    ],
  ])("Apollo Client names them by %s", async (_name, link) => {
    const client = apollo(() => gateway, link);
    expect(await client.ask(THING)).toEqual({ thing: { __typename: "Thing", n: 1 } });
    expect(await client.say({ text: "hello" })).toEqual({ echo: "hello" });
    expect(client.requests).toEqual(["POST hash", "POST hash"]);
    expect(await client.count()).toEqual([{ count: 1 }, { count: 2 }]);
    await expect(client.ask(gql`query Other { open }`)).rejects.toMatchObject({
      errors: [{ extensions: { code: "DOCUMENT_NOT_TRUSTED" } }],
    });
    await client.dispose();
  });

  test("urql names them by hashes", async () => {
    const client = new Urql({
      url: `${gateway.url}/graphql`,
      preferGetMethod: false,
      fetchOptions: { headers: { authorization: `Bearer ${gateway.token}` } },
      exchanges: [
        mapExchange({
          onOperation: (operation) => {
            const persistedQuery = { version: 1, sha256Hash: sha256(stringifyDocument(operation.query)) } as const;
            return { ...operation, extensions: { ...operation.extensions, persistedQuery } };
          },
        }),
        fetchExchange,
      ],
    });
    const thing = await client.query(sent(THING), {}).toPromise();
    expect(thing.data).toEqual({ thing: { __typename: "Thing", n: 1 } });
    const other = await client.query("query Other { open }", {}).toPromise();
    expect(other.error?.graphQLErrors[0]?.extensions.code).toBe("DOCUMENT_NOT_TRUSTED");
  });
});
