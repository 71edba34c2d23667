import { isIP } from "node:net";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { HostRules } from "../../src/sources/host-rules.js";

const open = new HostRules([], []);

/** Whether the rules let a host through that stands for these addresses (itself, where it is an address). */
function admits(rules: HostRules, host: string, addresses?: string[]): boolean {
  try {
    const name = rules.checkHost(host);
    rules.checkAddresses(name, addresses ?? [name]);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "SOURCE_HOST_FORBIDDEN", retryable: false });
    return false;
  }
}

test.each([
  "127.0.0.1",
  "::1",
  "0:0:0:0:0:0:0:1",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "100.64.0.1",
  "fd12:3456::1",
  "8.8.8.8",
  "2606:4700::1",
  "::ffff:10.0.0.1",
  "64:ff9b::10.0.0.1",
])("databases live at %s", (address) => {
  expect(admits(open, address)).toBe(true);
});

test.each([
  ["link-local", "169.254.0.1"],
  ["AWS, GCP and Azure metadata", "169.254.169.254"],
  ["container credentials", "169.254.170.2"],
  ["Alibaba metadata", "100.100.100.200"],
  ["Azure's host", "168.63.129.16"],
  ["Oracle metadata", "192.0.0.192"],
  ["AWS metadata by IPv6", "fd00:ec2::254"],
  ["EKS credentials by IPv6", "fd00:ec2::23"],
  ["GCP metadata by IPv6", "fd20:ce::254"],
  ["link-local by IPv6", "fe80::1"],
  ["link-local by IPv6, its end", "febf:ffff::1"],
  ["site-local", "fec0::1"],
  ["unspecified", "0.0.0.0"],
  ["this network", "0.1.2.3"],
  ["unspecified by IPv6", "::"],
  ["multicast", "224.0.0.1"],
  ["multicast by IPv6", "ff02::1"],
  ["broadcast", "255.255.255.255"],
  ["reserved", "240.0.0.1"],
  ["documentation", "192.0.2.1"],
  ["documentation by IPv6", "2001:db8::1"],
  ["benchmarking", "198.18.0.1"],
  ["IPv4-mapped", "::ffff:169.254.169.254"],
  ["IPv4-mapped, in hexadecimal", "::ffff:a9fe:a9fe"],
  ["IPv4-mapped, in full", "0:0:0:0:0:ffff:a9fe:a9fe"],
  ["IPv4-mapped, in capitals", "::FFFF:A9FE:A9FE"],
  ["IPv4-mapped unspecified", "::ffff:0.0.0.0"],
  ["IPv4-mapped Alibaba", "::ffff:100.100.100.200"],
  ["IPv4-compatible", "::169.254.169.254"],
  ["NAT64", "64:ff9b::169.254.169.254"],
  ["NAT64 of a private network", "64:ff9b:1::a9fe:a9fe"],
  ["translated", "::ffff:0:a9fe:a9fe"],
  ["6to4", "2002:a9fe:a9fe::1"],
  ["teredo", "2001:0:a9fe:a9fe::1"],
  ["ISATAP-like link-local", "fe80::5efe:a9fe:a9fe"],
])("refused by default: %s, %s", (_, address) => {
  expect(admits(open, address)).toBe(false);
  expect(admits(open, "db.example.com", [address])).toBe(false);
  expect(admits(open, "db.example.com", ["8.8.8.8", address])).toBe(false);
  expect(admits(new HostRules([address], []), address)).toBe(false);
});

test.each([
  "2852039166",
  "0xa9fea9fe",
  "0251.0376.0251.0376",
  "0xa9.0xfe.0xa9.0xfe",
  "169.254.43518",
  "169.16689662",
  "169.254.169.254.",
  "0x7f.1",
  "127.1",
  "127.0.0.01",
  "0",
  "1.2.3.4.5",
  "256.1.1.1",
  "0x",
  "a.0x7f",
  "fe80::1%eth0",
  "::1%lo",
  "fe80::1%25eth0",
  "[::1]",
  "[fe80::1]",
  "::ffff:0251.0376.0251.0376",
  "169。254。169。254",
  "１６９.254.169.254",
  "localhost..",
  ".localhost",
  ".",
  "",
  " localhost",
  "localhost ",
  "local host",
  "localhost\n",
  "localhost\0",
  "localhost:5432",
  "user@localhost",
  "localhost,169.254.169.254",
  "/var/run/postgresql",
  "@abstract",
  "%2Fvar%2Frun",
  "\\\\server",
  "-option",
  `${"a".repeat(64)}.com`,
  `${"a.".repeat(130)}com`,
])("refused as no usual spelling: %j", (host) => {
  expect(admits(open, host, ["127.0.0.1"])).toBe(false);
});

test.each([
  ["LocalHost.", "localhost"],
  ["db_1.internal", "db_1.internal"],
  ["Xn--Bcher-kva.Example", "xn--bcher-kva.example"],
  ["FD12::A", "fd12::a"],
])("%s is known as %s", (host, name) => {
  expect(open.checkHost(host)).toBe(name);
});

const publicOnly = (allow: string[], deny: string[] = []) =>
  new HostRules(allow, deny, { prefix: "WEBHOOK", publicOnly: true });

test.each([
  ["127.0.0.1", false],
  ["::1", false],
  ["10.1.2.3", false],
  ["172.16.0.1", false],
  ["192.168.1.1", false],
  ["100.64.0.1", false],
  ["fd12:3456::1", false],
  ["::ffff:10.0.0.1", false],
  ["64:ff9b::10.0.0.1", false],
  ["169.254.169.254", false],
  ["8.8.8.8", true],
  ["2606:4700::1", true],
  ["::ffff:8.8.8.8", true],
  ["64:ff9b::8.8.8.8", true],
])("where only public addresses are allowed, %s is: %s", (address, allowed) => {
  expect(admits(publicOnly([]), address)).toBe(allowed);
  expect(admits(publicOnly([]), "receiver.example.com", ["8.8.8.8", address])).toBe(allowed);
  expect(admits(publicOnly(["Public"]), address)).toBe(allowed);
});

test("private addresses are allowed by name, beside the public ones or instead of them", () => {
  const both = publicOnly(["public", "10.1.0.0/16", "inside.example.com"], ["8.8.4.4"]);
  const addresses = ["10.1.2.3", "10.2.0.1", "8.8.8.8", "8.8.4.4"];
  expect(addresses.map((each) => admits(both, each))).toEqual([true, false, true, false]);
  expect(addresses.map((each) => admits(publicOnly(["10.1.0.0/16"]), each))).toEqual([true, false, false, false]);
  expect(admits(both, "inside.example.com", ["192.168.1.1"])).toBe(true);
  expect(admits(both, "inside.example.com", ["169.254.169.254"])).toBe(false);
  expect(() => publicOnly(["a b"])).toThrow("WEBHOOK_ALLOW_HOSTS");
});

test("the deny list takes names, addresses and networks, and goes before the allow list", () => {
  const rules = new HostRules(["db.example.com", "10.0.0.0/8"], ["Bad.Example.com", "10.1.0.0/16", "fd12::/16"]);
  expect(admits(rules, "db.example.com", ["8.8.8.8"])).toBe(true);
  expect(admits(rules, "DB.example.com.", ["8.8.8.8"])).toBe(true);
  expect(admits(rules, "10.2.0.1")).toBe(true);
  expect(admits(rules, "any.example.com", ["10.2.0.1"])).toBe(true);
  expect(admits(rules, "any.example.com", ["10.2.0.1", "8.8.8.8"])).toBe(false);
  expect(admits(rules, "db.example.com", ["10.1.0.1"])).toBe(false);
  expect(admits(rules, "db.example.com", ["::ffff:10.1.0.1"])).toBe(false);
  expect(admits(rules, "bad.example.com.", ["10.2.0.1"])).toBe(false);
  expect(admits(rules, "8.8.8.8")).toBe(false);
  expect(admits(rules, "127.0.0.1")).toBe(false);
  const denying = new HostRules([], ["localhost", "127.0.0.0/8", "::1"]);
  expect(admits(denying, "LOCALHOST.", ["8.8.8.8"])).toBe(false);
  expect(admits(denying, "other", ["127.9.9.9"])).toBe(false);
  expect(admits(denying, "::ffff:7f00:1")).toBe(false);
  expect(admits(denying, "0:0:0:0:0:0:0:1")).toBe(false);
  expect(admits(denying, "8.8.8.8")).toBe(true);
});

test("a list with an entry that is no host names the variable", () => {
  expect(() => new HostRules(["10.0.0.0/8"], ["http://x"])).toThrow("SOURCE_DENY_HOSTS");
  expect(() => new HostRules(["a b"], [])).toThrow("SOURCE_ALLOW_HOSTS");
});

const octet = fc.integer({ min: 0, max: 255 });
const digits = (octets: number[]) => octets.reduce((number, next) => number * 256 + next, 0);
const hex = (value: number) => value.toString(16);
/** Ways that systems or people write an IPv4 address. */
const spellings: ((octets: number[]) => string)[] = [
  (o) => o.join("."),
  (o) => String(digits(o)),
  (o) => `0x${hex(digits(o))}`,
  (o) => o.map((part) => `0x${hex(part)}`).join("."),
  (o) => o.map((part) => `0${part.toString(8)}`).join("."),
  (o) => `${o[0]}.${digits(o.slice(1))}`,
  (o) => `${o[0]}.${o[1]}.${digits(o.slice(2))}`,
  (o) => `${o.join(".")}.`,
  (o) => `::ffff:${o.join(".")}`,
  (o) => `::ffff:${hex(digits(o.slice(0, 2)))}:${hex(digits(o.slice(2)))}`,
  (o) => `0:0:0:0:0:FFFF:${hex(digits(o.slice(0, 2)))}:${hex(digits(o.slice(2)))}`,
  (o) => `::${o.join(".")}`,
  (o) => `64:ff9b::${o.join(".")}`,
  (o) => `2002:${hex(digits(o.slice(0, 2)))}:${hex(digits(o.slice(2)))}::`,
];

test("no spelling of a denied IPv4 address gets through", () => {
  const rules = new HostRules([], ["10.0.0.0/8", "127.0.0.0/8"]);
  const denied = fc.oneof(
    fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
    fc.tuple(fc.constantFrom(0, 10, 127), octet, octet, octet),
    fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
  );
  fc.assert(
    fc.property(denied, fc.constantFrom(...spellings), (octets, spell) => {
      expect(admits(rules, spell(octets))).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test("a name that gets through is nothing that a resolver reads as an address", () => {
  const odd = fc.string({ unit: fc.constantFrom(..."0123456789abcdefx.:%[]-@/ LZ"), maxLength: 24 });
  fc.assert(
    fc.property(odd, (text) => {
      let name: string;
      try {
        name = open.checkHost(text);
      } catch {
        return;
      }
      // URLs read every old spelling as the address that it stands for.
      if (isIP(name) !== 6) expect(new URL(`http://${name}`).hostname).toBe(name);
    }),
    { numRuns: 5000 },
  );
});
