import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { HostRules } from "./host-rules.js";
import { SourceError } from "./source-error.js";
import { unlessAborted } from "./unless-aborted.js";

export interface ResolvedHost {
  /** As a certificate names it. */
  readonly name: string;
  /** Checked; connections go to these and to nothing that a later lookup says. */
  readonly addresses: readonly string[];
}

/** Finds a host's addresses and checks them all. */
export async function resolveHost(rules: HostRules, host: string, signal: AbortSignal): Promise<ResolvedHost> {
  const name = rules.checkHost(host);
  const addresses = isIP(name) ? [name] : await addressesOf(name, signal);
  rules.checkAddresses(name, addresses);
  return { name, addresses };
}

async function addressesOf(name: string, signal: AbortSignal): Promise<string[]> {
  try {
    const found = await unlessAborted(lookup(name, { all: true }), signal);
    if (found.length > 0) return found.map(({ address }) => address);
  } catch {
    // said below, in the same words for every reason
  }
  throw SourceError.of("SOURCE_UNREACHABLE", "The host name is not known.");
}
