import { createClient } from "graphql-ws";
import { WebSocket } from "ws";

export interface Answer<Data> {
  readonly status: number;
  readonly data: Data | null | undefined;
  readonly errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
}

export interface TestClient {
  readonly url: string;
  readonly token: string;
  /** One POST; errors are part of the answer. */
  send<Data = any>(query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
  /** The data of a POST that must go well. */
  ask<Data = any>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** Messages of a subscription over a WebSocket; an error of it is thrown. */
  follow<Data = any>(query: string, variables?: Record<string, unknown>): AsyncIterableIterator<Data>;
  close(): Promise<void>;
}

export function client(url: string, token: string): TestClient {
  const authorization = `Bearer ${token}`;
  const socket = createClient({
    url: `${url.replace(/^http/, "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
    retryAttempts: 0,
  });
  const send = async <Data>(query: string, variables: Record<string, unknown> = {}): Promise<Answer<Data>> => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/graphql-response+json", authorization },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer<Data>, "status">) };
  };
  return {
    url,
    token,
    send,
    ask: async <Data>(query: string, variables?: Record<string, unknown>): Promise<Data> => {
      const { data, errors } = await send<Data>(query, variables);
      if (errors?.length || !data) throw new Error(`The request failed: ${JSON.stringify(errors)}`);
      return data;
    },
    async *follow<Data>(query: string, variables: Record<string, unknown> = {}) {
      try {
        for await (const { data, errors } of socket.iterate<Data>({ query, variables })) {
          if (errors?.length) throw errors;
          if (data) yield data;
        }
      } catch (error) {
        // graphql-ws throws an operation's errors as the list that they come as.
        throw Array.isArray(error) ? Object.assign(new Error(error[0]?.message), { errors: error }) : error;
      }
    },
    close: async () => {
      await socket.dispose();
    },
  };
}
