import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Where databases live. Everything else (link-local, multicast, reserved, tunnels …) is refused. */
const USUAL_RANGES = new Set(["unicast", "private", "loopback", "carrierGradeNat", "uniqueLocal"]);

const OWN_RANGES = new Set(["private", "loopback", "carrierGradeNat", "uniqueLocal"]);

/** Services of clouds about their own machines, with credentials among the answers, that lie in usual ranges. */
const METADATA = [
  "100.100.100.200/32",
  "168.63.129.16/32",
  "192.0.0.192/32",
  "fd00:ec2::/32",
  "fd20:ce::254/128",
  "fd00:42::42/128",
].map((cidr) => ipaddr.parseCIDR(cidr));

const NAT64 = ipaddr.parseCIDR("64:ff9b::/96");
/** `::a.b.c.d`, which some systems route like the IPv4 address. */
const IPV4_COMPATIBLE = ipaddr.parseCIDR("::/96");

/** Whether an address may be connected to at all, whatever the gateway's own lists say. */
export function isUsualAddress(address: Address): boolean {
  if (METADATA.some((cidr) => matches(address, cidr))) return false;
  const range = address.range();
  return range === "ipv4Mapped" || matches(address, NAT64) || USUAL_RANGES.has(range);
}

/** Whether it is one that the whole internet knows: not of this machine, nor of a network of somebody's own. */
export function isPublicAddress(address: Address): boolean {
  return isUsualAddress(address) && !OWN_RANGES.has(address.range());
}

/** The address, and the IPv4 address that it stands for. Undefined where it is none, or one that is written oddly. */
export function readAddress(text: string): Address[] | undefined {
  if (text.includes("%") || !ipaddr.isValid(text)) return undefined;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return ipaddr.IPv4.isValidFourPartDecimal(text) ? [address] : undefined;
  const inside = ipv4Inside(address);
  return inside ? [address, inside] : [address];
}

function ipv4Inside(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  const compatible = matches(address, IPV4_COMPATIBLE) && address.range() !== "loopback";
  return compatible || matches(address, NAT64) ? new ipaddr.IPv4(address.toByteArray().slice(12)) : undefined;
}

export function matches(address: Address, [network, bits]: [Address, number]): boolean {
  return address.kind() === network.kind() && address.match(network as never, bits);
}
