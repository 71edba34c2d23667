import { createHmac, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { exportJWK, exportSPKI, SignJWT } from "jose";
import { TokenVerifier } from "../../../src/platform/auth/token-verifier.js";
import { assembled } from "./tokens.js";

interface Signer {
  readonly alg: string;
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const rsa: Signer = { alg: "RS256", kid: "rsa-1", ...generateKeyPairSync("rsa", { modulusLength: 2048 }) };
const ec: Signer = { alg: "ES256", kid: "ec-1", ...generateKeyPairSync("ec", { namedCurve: "P-256" }) };
const ed: Signer = { alg: "EdDSA", kid: "ed-1", ...generateKeyPairSync("ed25519") };
const claims = () => ({ client_id: "c", project_id: "p", exp: Math.floor(Date.now() / 1000) + 600 });

const sign = ({ alg, kid, privateKey }: Signer, header: object = { kid }) =>
  new SignJWT(claims()).setProtectedHeader({ alg, ...header }).sign(privateKey);

/** A key set's server, which can change its keys and break down. */
let server: Server;
let keys: Signer[];
let down: boolean;
let asked: number;
let verifier: TokenVerifier;

beforeEach(async () => {
  keys = [rsa, ec, ed];
  down = false;
  asked = 0;
  server = createServer(async (_request, response) => {
    asked++;
    if (down) return response.writeHead(500).end();
    const jwks = await Promise.all(
      keys.map(async ({ publicKey, kid, alg }) => ({ ...(await exportJWK(publicKey)), kid, alg, use: "sig" })),
    );
    response.end(JSON.stringify({ keys: jwks }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  verifier = new TokenVerifier({ jwksUrl, secret: "", issuer: "", audience: "" }, true);
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const code = (token: string) =>
  verifier.verify(token).then(
    () => "ok",
    (error) => error.extensions.code as string,
  );

test("takes RS256, ES256 and EdDSA, and asks for the keys once", async () => {
  for (const signer of [rsa, ec, ed]) expect(await code(await sign(signer))).toBe("ok");
  expect(asked).toBe(1);
});

test("takes no other algorithm, and never the public key as a secret", async () => {
  const spki = await exportSPKI(rsa.publicKey);
  const unsigned = assembled({ alg: "HS256", kid: "rsa-1" }, claims()).slice(0, -1);
  const forged = `${unsigned}.${createHmac("sha256", spki).update(unsigned).digest("base64url")}`;
  expect(await code(forged)).toBe("INVALID_TOKEN");
  expect(await code(await sign({ ...rsa, alg: "PS256" }))).toBe("INVALID_TOKEN");
  expect(await code(await sign({ ...rsa, alg: "RS512" }))).toBe("INVALID_TOKEN");
  expect(await code(assembled({ alg: "none", kid: "rsa-1" }, claims()))).toBe("INVALID_TOKEN");
});

test.each([["unknown"], ["../../etc/passwd"], ["' or 1=1 --"], [null], [7], [{}]])(
  "a key id that is %j is nobody's",
  async (kid) => {
    expect(await code(await sign(ec, { kid }))).toBe("INVALID_TOKEN");
  },
);

test("without a key id the one key of that kind must have signed", async () => {
  expect(await code(await sign(ec, {}))).toBe("ok");
  const stranger = { ...ec, ...generateKeyPairSync("ec", { namedCurve: "P-256" }) };
  expect(await code(await sign(stranger, {}))).toBe("INVALID_TOKEN");
});

test("the key that a token brings along is not looked at", async () => {
  const stranger = { ...ec, ...generateKeyPairSync("ec", { namedCurve: "P-256" }) };
  const jwk = await exportJWK(stranger.publicKey);
  for (const header of [
    { jwk },
    { kid: "ec-1", jwk },
    { kid: "ec-1", jku: "http://127.0.0.1:1/" },
    { x5u: "http://127.0.0.1:1/" },
  ]) {
    expect(await code(await sign(stranger, header))).toBe("INVALID_TOKEN");
  }
});

test("a new key is found, beside the old one, and one that was withdrawn is refused once the set was read again", async () => {
  const next: Signer = { ...ec, kid: "ec-2", ...generateKeyPairSync("ec", { namedCurve: "P-256" }) };
  expect(await code(await sign(ec))).toBe("ok");
  keys = [ec, next];
  const deadline = Date.now() + 10_000;
  let answer = "";
  // A set that was just read is not read again for a second, whatever tokens say.
  while (answer !== "ok" && Date.now() < deadline) answer = await code(await sign(next));
  expect(answer).toBe("ok");
  expect(await code(await sign(ec, { kid: "ec-1", typ: "JWT" }))).toBe("ok");
  expect(asked).toBe(2);
});

test("without its keys nothing can be verified: 503, not 401; and when they are back it goes on", async () => {
  down = true;
  const token = await sign(ec);
  await expect(verifier.verify(token)).rejects.toMatchObject({
    extensions: { code: "SERVICE_UNAVAILABLE", http: { status: 503 } },
  });
  down = false;
  expect(await code(token)).toBe("ok");
});

test("keys that are known go on working while the set does not answer", async () => {
  expect(await code(await sign(ec))).toBe("ok");
  down = true;
  expect(await code(await sign(ec, { kid: "ec-1", typ: "JWT" }))).toBe("ok");
  expect(await code(await sign(rsa))).toBe("ok");
});
