import ipaddr from "ipaddr.js";
import { isPublicAddress, isUsualAddress, matches, readAddress } from "./address-rules.js";
import { SourceError } from "./source-error.js";

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;
/** What the system's resolver would read as an address, in one of its old spellings: `2130706433`, `0x7f.1`, `127.1`. */
const NUMERIC = /^(\d+|0x[0-9a-f]*)$/;

interface HostList {
  readonly names: ReadonlySet<string>;
  readonly networks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];
}

/** In an allow list: all addresses of the public internet. */
const PUBLIC = "public";

/**
 * Which hosts this gateway may connect to. The deny list goes before the allow list; link-local, metadata and the like
 * are refused whatever the lists say. An allow list that is not empty admits nothing that it does not name; one that is
 * empty admits all, or, where `publicOnly`, all but private addresses.
 */
export class HostRules {
  private readonly allowed: HostList;
  private readonly denied: HostList;
  private readonly allowsAll: boolean;
  private readonly allowsPublic: boolean;

  constructor(
    allowHosts: readonly string[],
    denyHosts: readonly string[],
    { prefix, publicOnly } = { prefix: "SOURCE", publicOnly: false },
  ) {
    const named = allowHosts.filter((entry) => entry.toLowerCase() !== PUBLIC);
    this.allowed = readList(named, `${prefix}_ALLOW_HOSTS`);
    this.denied = readList(denyHosts, `${prefix}_DENY_HOSTS`);
    this.allowsAll = allowHosts.length === 0 && !publicOnly;
    this.allowsPublic = allowHosts.length === 0 || named.length < allowHosts.length;
  }

  /** Checks what can be seen without a lookup, and gives the host's one spelling: in lower case, no dot at its end. */
  checkHost(host: string): string {
    const name = host.toLowerCase().replace(/\.$/, "");
    const address = readAddress(name) !== undefined;
    if (!address && !isHostName(name)) {
      throw SourceError.of(
        "SOURCE_HOST_FORBIDDEN",
        "The host must be a host name, or an IP address in its usual form.",
      );
    }
    this.checkAddresses(name, address ? [name] : []);
    return name;
  }

  /** Checks all the addresses that a host stands for: one bad one refuses the host. */
  checkAddresses(host: string, addresses: readonly string[]): void {
    if (this.denied.names.has(host) || !addresses.every((address) => this.mayConnect(host, address))) {
      throw SourceError.of("SOURCE_HOST_FORBIDDEN");
    }
  }

  private mayConnect(host: string, text: string): boolean {
    const forms = readAddress(text);
    if (!forms?.every(isUsualAddress)) return false;
    const within = ({ networks }: HostList) => networks.some((network) => forms.some((form) => matches(form, network)));
    if (within(this.denied)) return false;
    return (
      this.allowsAll ||
      (this.allowsPublic && forms.every(isPublicAddress)) ||
      this.allowed.names.has(host) ||
      within(this.allowed)
    );
  }
}

function isHostName(name: string): boolean {
  const labels = name.split(".");
  return name.length <= 253 && labels.every((label) => LABEL.test(label)) && !NUMERIC.test(labels.at(-1)!);
}

function readList(entries: readonly string[], variable: string): HostList {
  const names = new Set<string>();
  const networks: [ipaddr.IPv4 | ipaddr.IPv6, number][] = [];
  for (const entry of entries.map((text) => text.trim().toLowerCase())) {
    if (ipaddr.isValidCIDR(entry)) networks.push(ipaddr.parseCIDR(entry));
    else if (readAddress(entry)) networks.push([ipaddr.parse(entry), entry.includes(":") ? 128 : 32]);
    else if (/^[a-z0-9_.-]+$/.test(entry)) names.add(entry.replace(/\.$/, ""));
    else throw new Error(`${variable}: an entry is no host name, address or network (like 10.0.0.0/8).`);
  }
  return { names, networks };
}
