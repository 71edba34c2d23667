import { beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { newSigningSecret, signatures } from "../../src/webhooks/signature.js";
import { documentedCheck, type IsGenuine } from "./documented-check.js";

let isGenuine: IsGenuine;
beforeAll(async () => {
  isGenuine = await documentedCheck();
});

const headersOf = (id: string, timestamp: number, signature: string) => ({
  "webhook-id": id,
  "webhook-timestamp": String(timestamp),
  "webhook-signature": signature,
});

test("the specification's own example", () => {
  expect(
    signatures(
      [`whsec_${"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}`],
      "msg_p5jXN8AQM9LWM0D4loKWxJek",
      1614265330,
      '{"test": 2432232314}',
    ),
  ).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});

test("secrets are 32 random bytes in the specification's form", () => {
  const [one, other] = [newSigningSecret(), newSigningSecret()];
  expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(one).not.toBe(other);
});

test("what is documented finds every signature genuine, with either secret, and nothing that was changed", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.nat(2 ** 31), fc.json(), (id, timestamp, body) => {
      const [old, present, another] = [newSigningSecret(), newSigningSecret(), newSigningSecret()];
      const headers = headersOf(id, timestamp, signatures([present, old], id, timestamp, body));
      expect(isGenuine(present, headers, body, timestamp + 299)).toBe(true);
      expect(isGenuine(old, headers, body, timestamp - 299)).toBe(true);
      expect(isGenuine(another, headers, body, timestamp)).toBe(false);
      expect(isGenuine(present, headers, `${body} `, timestamp)).toBe(false);
      expect(isGenuine(present, { ...headers, "webhook-id": `${id}x` }, body, timestamp)).toBe(false);
      expect(isGenuine(present, headers, body, timestamp + 301)).toBe(false);
    }),
    { numRuns: 50 },
  );
});
