import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import {
  type AnswerError,
  GatewayError,
  toGatewayError,
  toUserError,
  type UserError,
  UserErrorsError,
} from "./errors.js";

export interface Gateway {
  readonly url: string;
  readonly token: () => Promise<string>;
  readonly fetch: typeof fetch;
}

/** One operation over HTTP. A token that is refused is asked for once more: it may have ended since it was kept. */
export async function request<Data, Variables>(
  gateway: Gateway,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables | undefined,
  signal: AbortSignal | undefined,
): Promise<Data> {
  const body = JSON.stringify({ query: print(document), variables });
  const token = await gateway.token();
  let answer = await post(gateway, token, body, signal);
  if (answer.status === 401) {
    const another = await gateway.token();
    if (another !== token) answer = await post(gateway, another, body, signal);
  }
  return dataOf<Data>(answer);
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function post(gateway: Gateway, token: string, body: string, signal: AbortSignal | undefined): Promise<Answer> {
  signal?.throwIfAborted();
  try {
    const response = await gateway.fetch(gateway.url, {
      method: "POST",
      headers: {
        accept: "application/graphql-response+json, application/json;q=0.9",
        "content-type": "application/json",
        authorization: `Bearer ${token}`,
      },
      body,
      signal: signal ?? null,
    });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    signal?.throwIfAborted();
    throw new GatewayError("UNREACHABLE", `No answer came from ${gateway.url}.`, { cause });
  }
}

function dataOf<Data>({ status, text }: Answer): Data {
  const { data, errors } = parse(text);
  if (errors?.[0]) throw toGatewayError(errors[0], status);
  if (data === undefined || data === null) {
    throw new GatewayError(codeOf(status), `The answer is none of GraphQL's (HTTP ${status}).`, { status });
  }
  const [first, ...more] = Object.values(data).flatMap(userErrorsOf);
  if (first) throw new UserErrorsError([first, ...more], data);
  return data as Data;
}

function parse(text: string): { readonly data?: object | null; readonly errors?: readonly AnswerError[] } {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" && answer !== null ? answer : {};
  } catch {
    return {}; // a page of something between us and the gateway
  }
}

function codeOf(status: number): string {
  if (status === 401) return "INVALID_TOKEN";
  if (status === 403) return "INSUFFICIENT_PERMISSIONS";
  if (status === 429) return "RATE_LIMIT_EXCEEDED";
  if (status >= 502 && status <= 504) return "SERVICE_UNAVAILABLE";
  return status >= 400 && status < 500 ? "INVALID_REQUEST" : "INTERNAL_ERROR";
}

const userErrorsOf = (payload: { readonly userErrors?: readonly Partial<UserError>[] } | null) =>
  (payload?.userErrors ?? []).map(toUserError);
