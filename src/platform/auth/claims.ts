import type { JWTPayload } from "jose";
import { parse } from "lossless-json";
import { type Identity, SCOPES, type Scope } from "../context.js";
import { EVERY_TENANT } from "../database.js";
import { invalidToken } from "./bearer.js";

const LONGEST = 255;

/** Who a verified token speaks for; `defaultScopes` where it has no scope claim. */
export function identityOf(payload: JWTPayload, defaultScopes: readonly Scope[]): Identity {
  const clientId = nameClaim(payload, "client_id");
  const projectId = nameClaim(payload, "project_id");
  const orgId = payload.org_id === undefined ? undefined : nameClaim(payload, "org_id");
  return {
    tenantId: tenantOf(projectId, orgId),
    projectId,
    clientId,
    scopes: new Set(scopesOf(payload.scope, defaultScopes)),
    expiresAt: payload.exp!,
  };
}

/**
 * One tenant for each pair, and no two pairs with one: what starts with a bracket is always a JSON list. None is the name
 * by which the system itself looks over all tenants.
 */
export function tenantOf(projectId: string, orgId?: string): string {
  if (orgId !== undefined) return JSON.stringify([orgId, projectId]);
  return projectId.startsWith("[") || projectId === EVERY_TENANT ? JSON.stringify([projectId]) : projectId;
}

function nameClaim(payload: JWTPayload, claim: string): string {
  const value = payload[claim];
  if (value === undefined) throw invalidToken(`The token has no ${claim} claim.`);
  const good = typeof value === "string" && value.length <= LONGEST && /\S/.test(value) && value.isWellFormed();
  if (!good || /\p{Cc}/u.test(value)) {
    throw invalidToken(`The token's ${claim} claim must be a text of 1 to ${LONGEST} characters.`);
  }
  return value;
}

function scopesOf(claim: unknown, defaultScopes: readonly Scope[]): readonly Scope[] {
  if (claim === undefined) return defaultScopes;
  const names: unknown = typeof claim === "string" ? claim.split(" ") : claim;
  if (!Array.isArray(names) || !names.every((name) => typeof name === "string")) {
    throw invalidToken("The token's scope claim must be a text of scopes with spaces between, or a list of them.");
  }
  return SCOPES.filter((scope) => names.includes(scope));
}

/** A claim that is there twice with two values means one thing to us and may mean another to whoever checked before. */
export function refuseDuplicateClaims(token: string): void {
  for (const part of token.split(".", 2)) {
    try {
      parse(Buffer.from(part, "base64url").toString());
    } catch {
      throw invalidToken("The token is malformed.");
    }
  }
}
