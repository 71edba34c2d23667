import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { codedError, ErrorCode } from "../errors.js";

const FETCH_MS = 5_000;
/** A token with a key we do not know makes us look again, but not more often than this. */
const COOLDOWN_MS = 1_000;
/** Keys that were withdrawn are forgotten after about this long. */
const REFRESH_MS = 10 * 60_000;

/** The keys behind a JWKS address. Known keys go on working while the address does not answer. */
export function remoteKeys(url: URL): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: FETCH_MS,
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: Number.POSITIVE_INFINITY,
  });
  let refreshAt = Date.now() + REFRESH_MS;
  return async (header, token) => {
    if (Date.now() >= refreshAt) {
      refreshAt = Date.now() + REFRESH_MS;
      keys.reload().catch(() => {}); // in the background: the old keys serve until there are new ones
    }
    try {
      return await keys(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof errors.JOSENotSupported) throw error;
      throw codedError(ErrorCode.SERVICE_UNAVAILABLE, "Tokens can't be verified at the moment; try again later.", {
        http: { status: 503 },
      });
    }
  };
}
