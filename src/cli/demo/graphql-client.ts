import { createClient } from "graphql-ws";
import { WebSocket } from "ws";

export interface GraphQLClient {
  request<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  subscribe<Data>(query: string, variables: Record<string, unknown>): AsyncIterableIterator<Data>;
  close(): Promise<void>;
}

/** The little that a client needs: POST for queries and mutations, a WebSocket for subscriptions. */
export function graphqlClient(url: string, token: string): GraphQLClient {
  const authorization = `Bearer ${token}`;
  const socket = createClient({
    url: `${url.replace(/^http/, "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
  });
  return {
    async request<Data>(query: string, variables: Record<string, unknown> = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/graphql-response+json", authorization },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
      if (errors?.length || !data) throw new Error(errors?.map((error) => error.message).join(" ") ?? "No data came.");
      return data;
    },
    async *subscribe<Data>(query: string, variables: Record<string, unknown>) {
      try {
        for await (const { data } of socket.iterate<Data>({ query, variables })) if (data) yield data;
      } catch (error) {
        // An operation's errors come as a list.
        throw Array.isArray(error) ? new Error(error.map(({ message }) => message as string).join(" ")) : error;
      }
    },
    close: async () => {
      await socket.dispose();
    },
  };
}
