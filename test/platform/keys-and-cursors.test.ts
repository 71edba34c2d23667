import { randomBytes } from "node:crypto";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { Cursors } from "../../src/platform/cursor.js";
import { KeyRing } from "../../src/platform/keys.js";

const secret = () => randomBytes(32).toString("base64");
const position = fc.array(fc.oneof(fc.integer(), fc.string()), { minLength: 1, maxLength: 3 });

test("a cursor gives its position back, to its own tenant and list only", () => {
  const cursors = new Cursors(new KeyRing([secret()]));
  fc.assert(
    fc.property(fc.string(), fc.string(), position, (tenant, list, at) => {
      const cursor = cursors.encode(tenant, list, at);
      expect(cursors.decode(tenant, list, cursor)).toEqual(at);
      expect(() => cursors.decode(`${tenant}x`, list, cursor)).toThrow(/not one of this list/);
      expect(() => cursors.decode(tenant, `${list}x`, cursor)).toThrow(/not one of this list/);
    }),
  );
});

test("a made-up cursor, or one with a bit changed, is refused", () => {
  const cursors = new Cursors(new KeyRing([secret()]));
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => cursors.decode("t", "l", text)).toThrow(/not one of this list/);
    }),
  );
  const bytes = Buffer.from(cursors.encode("t", "l", [42]), "base64url");
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(() => cursors.decode("t", "l", changed.toString("base64url"))).toThrow(/not one of this list/);
  }
});

test("a new key in front seals and signs; what the old one made still opens, until it is taken away", () => {
  const [before, after] = [secret(), secret()];
  const old = new KeyRing([before]);
  const both = new KeyRing([after, before]);
  const only = new KeyRing([after]);
  const sealed = old.seal("s3cret", "row 1");
  expect(both.open(sealed, "row 1")).toBe("s3cret");
  expect(() => only.open(sealed, "row 1")).toThrow(/No key/);
  expect(both.seal("s3cret", "row 1").keyId).toBe(both.primaryId);
  expect(only.open(both.seal("s3cret", "row 1"), "row 1")).toBe("s3cret");
  const cursor = new Cursors(old).encode("t", "l", [1]);
  expect(new Cursors(both).decode("t", "l", cursor)).toEqual([1]);
  expect(() => new Cursors(only).decode("t", "l", cursor)).toThrow(/not one of this list/);
});

test("a sealed text opens for its owner only, and not when a bit of it changed", () => {
  const keys = new KeyRing([secret()]);
  const sealed = keys.seal("s3cret", "row 1");
  expect(sealed.bytes.includes("s3cret")).toBe(false);
  expect(() => keys.open(sealed, "row 2")).toThrow();
  for (let at = 0; at < sealed.bytes.length; at++) {
    const bytes = Buffer.from(sealed.bytes);
    bytes[at]! ^= 1;
    expect(() => keys.open({ ...sealed, bytes }, "row 1")).toThrow();
  }
});

test.each(["", "short", randomBytes(16).toString("base64")])(
  "a key that is not 32 bytes is refused, case %#",
  (key) => {
    expect(() => new KeyRing([key])).toThrow(/32 random bytes/);
  },
);
