import { createHash } from "node:crypto";
import { GraphQLError } from "graphql";
import { errors, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { type Identity, SCOPES } from "../context.js";
import { invalidToken } from "./bearer.js";
import { identityOf, refuseDuplicateClaims } from "./claims.js";
import { remoteKeys } from "./key-set.js";

export interface TokenSettings {
  /** Tokens are signed by a key of this set; otherwise by `secret`. Never both: the algorithm follows from it. */
  readonly jwksUrl: string;
  readonly secret: string;
  readonly issuer: string;
  readonly audience: string;
}

const CLOCK_SKEW_SECONDS = 30;
const LONGEST_TOKEN = 8_192;
const REMEMBERED_TOKENS = 10_000;
const SHORTEST_SECRET = 32;

/** Turns a bearer token into who asks. The algorithms are fixed by the settings, whatever the token says of itself. */
export class TokenVerifier {
  private readonly verified = new LRUCache<string, Identity>({ max: REMEMBERED_TOKENS });
  private readonly key: JWTVerifyGetKey;
  private readonly options: JWTVerifyOptions;
  private readonly defaultScopes;

  constructor(settings: TokenSettings, production: boolean) {
    const { jwksUrl, secret, issuer, audience } = settings;
    if (!jwksUrl && Buffer.byteLength(secret) < SHORTEST_SECRET) {
      throw new Error(`JWT_SECRET must have at least ${SHORTEST_SECRET} bytes.`);
    }
    const secretBytes = new TextEncoder().encode(secret);
    this.key = jwksUrl ? remoteKeys(new URL(jwksUrl)) : async () => secretBytes;
    this.options = {
      algorithms: jwksUrl ? ["RS256", "ES256", "EdDSA", "Ed25519"] : ["HS256"],
      ...(issuer && { issuer }),
      ...(audience && { audience }),
      clockTolerance: CLOCK_SKEW_SECONDS,
      requiredClaims: ["exp"],
    };
    this.defaultScopes = production ? [] : SCOPES.filter((scope) => scope !== "admin");
  }

  async verify(token: string): Promise<Identity> {
    if (token.length > LONGEST_TOKEN) throw invalidToken("The token is too long.");
    const fingerprint = createHash("sha256").update(token).digest("base64url");
    const known = this.verified.get(fingerprint);
    if (known && known.expiresAt * 1000 > Date.now()) return known;
    const identity = await this.check(token);
    this.verified.set(fingerprint, identity);
    return identity;
  }

  private async check(token: string): Promise<Identity> {
    try {
      const { payload } = await jwtVerify(token, this.key, this.options);
      refuseDuplicateClaims(token);
      return identityOf(payload, this.defaultScopes);
    } catch (error) {
      throw error instanceof GraphQLError ? error : invalidToken(whatIsWrong(error));
    }
  }
}

/** Names the claim that is wrong, but never what would be right. */
function whatIsWrong(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "The token has expired.";
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === "nbf" && error.reason === "check_failed") return "The token is not valid yet.";
    const problem = error.reason === "missing" ? "is missing" : "is not accepted here";
    return `The token's ${error.claim} claim ${problem}.`;
  }
  return "The token is malformed, or not signed by a trusted key.";
}
