import { LRUCache } from "lru-cache";
import type { Configurations } from "../configurations/configuration.service.js";
import type { TokenVerifier } from "../platform/auth/token-verifier.js";

const REMEMBERED = 10_000;

/** A tenant that is seen for the first time gets its default configurations before its first request goes on. */
export function newTenants(verifier: TokenVerifier, configurations: Configurations): Pick<TokenVerifier, "verify"> {
  const seen = new LRUCache<string, true>({ max: REMEMBERED });
  return {
    verify: async (token) => {
      const identity = await verifier.verify(token);
      if (!seen.has(identity.tenantId)) {
        await configurations.welcome(identity);
        seen.set(identity.tenantId, true);
      }
      return identity;
    },
  };
}
