import type { AuthChecker } from "type-graphql";
import { invalidToken } from "./auth/bearer.js";
import type { GraphQLContext, RequestContext, Scope } from "./context.js";
import { codedError, ErrorCode } from "./errors.js";

/** type-graphql's check of `@Authorized(scope)`. */
export const authChecker: AuthChecker<GraphQLContext, Scope> = ({ context }, scopes) => {
  authorized(context, scopes);
  return true;
};

/** The context of a request that may do this: no token is INVALID_TOKEN, a token without a scope is refused by name. */
export function authorized(context: GraphQLContext, scopes: readonly Scope[]): RequestContext {
  const allowed = requestContext(context);
  const missing = scopes.find((scope) => !allowed.identity.scopes.has(scope));
  if (missing) throw codedError(ErrorCode.INSUFFICIENT_PERMISSIONS, `The token lacks the scope ${missing}.`);
  return allowed;
}

/** The context of a request that `@Authorized` let through. */
export function requestContext(context: GraphQLContext): RequestContext {
  if (!context.identity) throw invalidToken("A bearer token is needed.");
  return context as RequestContext;
}
