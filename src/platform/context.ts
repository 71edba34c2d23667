/** Rights a token can carry. */
export const SCOPES = ["runs:read", "runs:write", "approvals:write", "data:read", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

/** Who asks: the verified token. Tenant = project (and organisation, where the token names one); actor = client. */
export interface Identity {
  readonly tenantId: string;
  readonly projectId: string;
  readonly clientId: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Unix seconds at which the token ends. */
  readonly expiresAt: number;
}

/** What every service takes first. `loaders` holds this request's DataLoaders, made on first use. */
export interface RequestContext {
  readonly requestId: string;
  readonly identity: Identity;
  readonly loaders: Map<string, unknown>;
}

/** What GraphQL resolvers get: the identity is absent where no token was sent, and the guard refuses then. */
export interface GraphQLContext {
  readonly requestId: string;
  readonly identity?: Identity;
  /** The request's variables as they came, before the schema's defaults were filled in. */
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly loaders: Map<string, unknown>;
  /** Of a subscription: aborted when its reader is gone, so that a stream that waits can end. */
  readonly signal?: AbortSignal;
}
