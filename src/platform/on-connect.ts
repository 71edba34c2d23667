import type { ClientBase } from "pg";

/**
 * For `onConnect` of connection pools. A connection that is cut right after it was made says so when nobody listens yet,
 * which would end the process. Whoever uses it next hears of it anyway, from its own query.
 */
export function survivesCuts(client: ClientBase): void {
  client.on("error", () => undefined);
}
