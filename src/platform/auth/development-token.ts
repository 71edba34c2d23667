import { SignJWT } from "jose";
import type { Config } from "../../config.js";
import { developmentKeys } from "./development-keys.js";

export interface TokenRequest {
  readonly project: string;
  readonly client: string;
  readonly org?: string;
  /** Scopes with spaces between; absent: what a token without the claim may do. */
  readonly scope?: string;
  /** For example 90s, 15m, 12h or 30d. */
  readonly expires: string;
}

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** The seconds of 90s, 15m, 12h or 30d; undefined for anything else. */
export function secondsOf(duration: string): number | undefined {
  const [, amount, unit] = /^([1-9]\d{0,5})([smhd])$/.exec(duration) ?? [];
  return amount ? Number(amount) * SECONDS[unit as keyof typeof SECONDS] : undefined;
}

/** The secret that development tokens are signed with: JWT_SECRET, else the one kept in DATA_DIR. */
export async function developmentSecret(config: Pick<Config, "jwt" | "dataDir">): Promise<string> {
  return config.jwt.secret || (await developmentKeys(config.dataDir)).jwtSecret;
}

/** Makes a token that a gateway with the same settings accepts. Only where it signs by a shared secret. */
export async function developmentToken(
  config: Pick<Config, "jwt" | "dataDir" | "production">,
  request: TokenRequest,
): Promise<string> {
  if (config.production) throw new Error("There are no development tokens in production.");
  if (config.jwt.jwksUrl) throw new Error("JWT_JWKS_URL is set: tokens come from whoever holds its keys.");
  const lifetime = secondsOf(request.expires);
  if (!lifetime) throw new Error("A token ends after a time like 90s, 15m, 12h or 30d.");
  const now = Math.floor(Date.now() / 1000);
  const token = new SignJWT({
    client_id: request.client,
    project_id: request.project,
    ...(request.org !== undefined && { org_id: request.org }),
    ...(request.scope !== undefined && { scope: request.scope }),
  })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuedAt(now)
    .setExpirationTime(now + lifetime);
  if (config.jwt.issuer) token.setIssuer(config.jwt.issuer);
  if (config.jwt.audience) token.setAudience(config.jwt.audience);
  return token.sign(new TextEncoder().encode(await developmentSecret(config)));
}
