import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { type Connection, endOf } from "./connection.js";
import { type AnswerError, toGatewayError } from "./errors.js";

interface Message<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly AnswerError[];
}

/** Messages of one subscription, until it is complete. Every other end is thrown. */
export async function* stream<Data, Variables>(
  connection: Connection,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  signal: AbortSignal | undefined,
): AsyncGenerator<Data, void> {
  const waiting: Message<Data>[] = [];
  let end: { readonly failed: boolean; readonly with?: unknown } | undefined;
  let wake = () => {};
  const close = (how: typeof end) => {
    end ??= how;
    wake();
  };
  const stop = connection.client.subscribe<Data>(
    { query: print(document), variables: variables as Record<string, unknown> },
    {
      next: (message) => {
        waiting.push(message as Message<Data>);
        wake();
      },
      error: (error) => close({ failed: true, with: error }),
      // A connection that ends in good order completes its streams, which are at no end.
      complete: () => close({ failed: connection.end !== undefined, with: connection.end }),
    },
  );
  const abort = () => close({ failed: true });
  signal?.addEventListener("abort", abort);
  try {
    for (;;) {
      for (let message = waiting.shift(); message; message = waiting.shift()) {
        signal?.throwIfAborted();
        yield dataOf(message);
      }
      signal?.throwIfAborted();
      if (end?.failed) throw Array.isArray(end.with) ? toGatewayError(end.with[0]) : endOf(connection.end ?? end.with);
      if (end) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal?.removeEventListener("abort", abort);
    stop();
  }
}

function dataOf<Data>({ data, errors }: Message<Data>): Data {
  if (errors?.[0]) throw toGatewayError(errors[0]);
  if (data === undefined || data === null) throw toGatewayError({ message: "A message came without data." });
  return data;
}
