export {
  type Client,
  type ClientOptions,
  createClient,
  type FinishedRun,
  type RequestOptions,
  type RunAndWaitOptions,
  type Transition,
  type TransitionsOptions,
} from "./client.js";
export type { WebSocketConstructor } from "./connection.js";
export { GatewayError, type GatewayErrorCode, type UserError, UserErrorsError } from "./errors.js";
export * from "./generated/operations.js";
