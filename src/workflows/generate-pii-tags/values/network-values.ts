import ipaddr from "ipaddr.js";
import validator from "validator";
import { PiiKind } from "../pii-kind.js";
import { type Sampled, share } from "./sampled.js";
import { percent, type ValueClue } from "./value-clue.js";

/** Looked at first: what is no address costs the library an exception. */
const SHAPE = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:.]*:[\da-f:.]*)(?:\/\d{1,3})?$/i;

const withoutMask = (value: string) => value.replace(/\/\d{1,3}$/, "");

/** `1.2.10.3` is rather a version: addresses have octets that versions hardly reach. */
const beyondVersions = (value: string) => value.includes(":") || value.split(".").some((octet) => Number(octet) > 60);

export function ipClues({ distinct }: Sampled): ValueClue[] {
  const source = "values: IP addresses";
  const valid = share(distinct, (value) => SHAPE.test(value) && ipaddr.isValid(withoutMask(value)));
  const detail = `${percent(valid)} are IP addresses.`;
  if (valid >= 0.9)
    return [
      share(distinct, beyondVersions) >= 0.6
        ? { kind: PiiKind.IpAddress, source, detail, weight: 6.5 }
        : { kind: PiiKind.IpAddress, source, detail: `${detail} They may as well be versions.`, weight: 0 },
    ];
  return distinct.length >= 3 && valid < 0.2 ? [{ kind: PiiKind.IpAddress, source, detail, weight: -4 }] : [];
}

export function macClues({ distinct }: Sampled): ValueClue[] {
  const source = "values: hardware addresses";
  const valid = share(distinct, (value) => /[:-]/.test(value) && validator.isMACAddress(value));
  const detail = `${percent(valid)} are hardware addresses.`;
  if (valid >= 0.9) return [{ kind: PiiKind.MacAddress, source, detail, weight: 8 }];
  return distinct.length >= 3 && valid < 0.2 ? [{ kind: PiiKind.MacAddress, source, detail, weight: -3 }] : [];
}
