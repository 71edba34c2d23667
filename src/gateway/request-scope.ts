import { AsyncLocalStorage } from "node:async_hooks";

/** The id of the HTTP request that is being answered, for the places in Apollo Server that get no context. */
export const requestScope = new AsyncLocalStorage<string>();
