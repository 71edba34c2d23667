import type { FastifyInstance } from "fastify";
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema, ValidationRule } from "graphql";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Config } from "../config.js";
import type { TokenVerifier } from "../platform/auth/token-verifier.js";
import type { Documents } from "./documents/sent-document.js";
import type { GraphiqlPage } from "./graphiql.js";
import type { ReadyState } from "./health.js";
import type { GatewayMetrics } from "./metrics.js";
import type { OpenStreams } from "./open-streams.js";

/** What a gateway is made of. */
export interface GatewayParts {
  readonly config: Pick<Config, "production" | "http" | "drainSeconds" | "subscriberLagSeconds">;
  readonly schema: GraphQLSchema;
  readonly verifier: Pick<TokenVerifier, "verify">;
  readonly log: Logger;
  readonly metrics: Registry;
  /** Whether what requests need is there: asked by /health/ready. */
  readonly ready: () => Promise<ReadyState>;
  /** Ends all streams with SERVER_GOING_AWAY. */
  readonly endStreams: () => void;
  readonly graphiql?: GraphiqlPage;
  /** Texts by id: all that is executed. Anything is without. */
  readonly trustedDocuments?: ReadonlyMap<string, string>;
  /** Adds the routes of REST. */
  readonly rest?: (app: FastifyInstance, transport: Transport) => Promise<void>;
}

/** What the transports share. */
export interface Transport {
  readonly parts: GatewayParts;
  readonly documents: Documents;
  readonly rules: readonly ValidationRule[];
  readonly metrics: GatewayMetrics;
  readonly streams: OpenStreams;
  readonly format: (error: GraphQLError, requestId: string) => GraphQLFormattedError;
}
