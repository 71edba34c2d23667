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

/** All addresses of a host name. */
export type Lookup = (name: string) => Promise<readonly string[]>;

export const systemLookup: Lookup = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

/** Finds a host's addresses and checks them all. */
export async function resolveHost(
  rules: HostRules,
  addressesOf: Lookup,
  host: string,
  signal: AbortSignal,
): Promise<ResolvedHost> {
  const name = rules.checkHost(host);
  const addresses = isIP(name) ? [name] : await unlessAborted(addressesOf(name), signal).catch(() => []);
  if (addresses.length === 0) throw SourceError.of("SOURCE_UNREACHABLE", "The host name is not known.");
  rules.checkAddresses(name, addresses);
  return { name, addresses };
}
