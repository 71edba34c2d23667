import { MOST_ERRORS } from "../platform/errors.js";

/** What one request may ask for. Generous to people, tight enough that no request costs more than a fraction of a second. */
export const LIMITS = {
  /** Bytes of an HTTP body or a WebSocket message. */
  bodyBytes: 256 * 1024,
  tokens: 2_000,
  depth: 16,
  /** Fields, with fragments written out. */
  fields: 1_000,
  aliases: 30,
  directives: 20,
  /** Fields that stand in their selection already. */
  repeats: 50,
  /** Fields that the answer may hold, with lists taken at their page size. */
  cost: 200_000,
  /** Entities that a federated gateway asks for at once: as many as one query of ours reads. */
  representations: 500,
  /** Errors that one answer lists. */
  errors: MOST_ERRORS,
  socketsPerGateway: 10_000,
  /** Open streams over SSE, each a connection. */
  streamsPerGateway: 10_000,
  /** Of one tenant on one gateway, so that none takes what is there for all. */
  socketsPerTenant: 1_000,
  streamsPerTenant: 1_000,
  operationsPerSocket: 100,
  /** Bytes that a socket may have waiting before we stop reading from it. */
  socketBacklogBytes: 1024 * 1024,
  connectionInitMs: 10_000,
  requestMs: 60_000,
  /** Bytes of documents that automatic persisted queries remember, of all tenants. */
  rememberedBytes: 16 * 1024 * 1024,
} as const;
