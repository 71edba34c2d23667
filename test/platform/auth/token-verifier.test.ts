import { createHmac, generateKeyPairSync, type KeyObject } from "node:crypto";
import { mock } from "node:test";
import { afterEach, describe, expect, test } from "@jest/globals";
import { GraphQLError } from "graphql";
import { SignJWT } from "jose";
import { type TokenSettings, TokenVerifier } from "../../../src/platform/auth/token-verifier.js";
import { assembled, signed, TEST_SECRET } from "./tokens.js";

const now = () => Math.floor(Date.now() / 1000);

function verifier(settings: Partial<TokenSettings> = {}, production = false): TokenVerifier {
  return new TokenVerifier({ jwksUrl: "", secret: TEST_SECRET, issuer: "", audience: "", ...settings }, production);
}

/** Expects a refusal with INVALID_TOKEN and the status 401, and answers its words. */
async function refusal(token: string, by = verifier()): Promise<string> {
  const error = await by.verify(token).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(GraphQLError);
  const { message, extensions } = error as GraphQLError;
  expect(extensions).toMatchObject({ code: "INVALID_TOKEN", http: { status: 401 } });
  expect(message).not.toContain(TEST_SECRET);
  return message;
}

afterEach(() => {
  mock.timers.reset();
});

describe("a good token", () => {
  test("says who asks", async () => {
    const exp = now() + 60;
    const identity = await verifier().verify(await signed({ exp, scope: "runs:read data:read" }));
    expect(identity).toEqual({
      tenantId: "project-a",
      projectId: "project-a",
      clientId: "client-a",
      scopes: new Set(["runs:read", "data:read"]),
      expiresAt: exp,
    });
  });

  test("of an organisation is of another tenant than any without, and no two pairs are one", async () => {
    const pairs = [
      [undefined, "p"],
      ["o", "p"],
      ["p", "o"],
      [undefined, "o/p"],
      ["o/p", "q"],
      ["o", "p/q"],
      [undefined, '["o","p"]'],
      [undefined, '["p"]'],
      ['["o"', "p"],
    ];
    const tenants = await Promise.all(
      pairs.map(
        async ([org_id, project_id]) => (await verifier().verify(await signed({ org_id, project_id }))).tenantId,
      ),
    );
    expect(new Set(tenants).size).toBe(pairs.length);
    expect(tenants[0]).toBe("p");
  });

  test.each([
    ["a text", "runs:read admin", ["runs:read", "admin"]],
    ["a list", ["runs:write"], ["runs:write"]],
    ["unknown ones", "runs:read runs:destroy ADMIN", ["runs:read"]],
    ["nothing", "", []],
  ])("has the scopes of its claim: %s", async (_name, scope, expected) => {
    const { scopes } = await verifier().verify(await signed({ scope }));
    expect([...scopes].sort()).toEqual([...expected].sort());
  });

  test("without a scope claim has all but admin in development, and none in production", async () => {
    const token = await signed({});
    expect([...(await verifier().verify(token)).scopes]).toEqual([
      "runs:read",
      "runs:write",
      "approvals:write",
      "data:read",
    ]);
    expect((await verifier({}, true).verify(token)).scopes.size).toBe(0);
  });

  test("of the asked issuer and audience is accepted, also where it is meant for several", async () => {
    const by = verifier({ issuer: "https://issuer", audience: "gateway" });
    await by.verify(await signed({ iss: "https://issuer", aud: "gateway" }));
    await by.verify(await signed({ iss: "https://issuer", aud: ["other", "gateway"] }));
  });

  test("may have a clock that differs by less than 30 s", async () => {
    await verifier().verify(await signed({ exp: now() - 20 }));
    await verifier().verify(await signed({ nbf: now() + 20 }));
  });

  test("is verified once, and is forgotten when it ends", async () => {
    mock.timers.enable({ apis: ["Date", "setTimeout"], now: Date.now() });
    const by = verifier();
    const token = await signed({ exp: now() + 60 });
    const first = await by.verify(token);
    expect(await by.verify(token)).toBe(first);
    mock.timers.tick(95_000);
    expect(await refusal(token, by)).toBe("The token has expired.");
  });
});

describe("a bad token", () => {
  test.each([
    ["expired", { exp: now() - 3600 }, "The token has expired."],
    ["without an end", { exp: undefined }, "The token's exp claim is missing."],
    ["with an end that is no number", { exp: "tomorrow" }, "The token's exp claim is not accepted here."],
    ["not valid yet", { nbf: now() + 3600 }, "The token is not valid yet."],
    ["with a start that is no number", { nbf: "now" }, "The token's nbf claim is not accepted here."],
    ["without a client", { client_id: undefined }, "The token has no client_id claim."],
    ["without a project", { project_id: undefined }, "The token has no project_id claim."],
  ])("%s", async (_name, claims, message) => {
    expect(await refusal(await signed(claims))).toBe(message);
  });

  const names: [string, unknown][] = [
    ["empty", ""],
    ["blank", "  "],
    ["a list", ["project-a"]],
    ["an object", { id: "project-a" }],
    ["a number", 7],
    ["null", null],
    ["too long", "x".repeat(256)],
    ["with NUL", "a\0b"],
    ["with a line break", "a\nb"],
    ["half a character", "a\ud800"],
  ];
  for (const claim of ["project_id", "client_id", "org_id"]) {
    test.each(names)(`${claim} %s`, async (_name, value) => {
      expect(await refusal(await signed({ [claim]: value }))).toContain(`${claim} claim must be a text`);
    });
  }

  test.each([[7], [{}], [[1]], [null]])("scope %j", async (scope) => {
    expect(await refusal(await signed({ scope }))).toContain("scope claim");
  });

  test("of another issuer or audience, or of none, and the answer does not say which would do", async () => {
    const by = verifier({ issuer: "https://issuer", audience: "gateway" });
    const good = { iss: "https://issuer", aud: "gateway" };
    for (const claims of [
      { iss: "https://other" },
      { iss: undefined },
      { aud: "other" },
      { aud: [] },
      { aud: undefined },
    ]) {
      const message = await refusal(await signed({ ...good, ...claims }), by);
      expect(message).toMatch(/^The token's (iss|aud) claim (is missing|is not accepted here)\.$/);
    }
  });

  test.each(["none", "None", "NONE", "nOnE", "", "HS384", "RS256"])("that says alg %s", async (alg) => {
    const claims = { client_id: "c", project_id: "p", exp: now() + 60 };
    await refusal(assembled({ alg }, claims));
    const unsigned = assembled({ alg }, claims);
    const signature = createHmac("sha256", TEST_SECRET).update(unsigned.slice(0, -1)).digest("base64url");
    await refusal(unsigned + signature);
  });

  test("signed by another secret", async () => {
    await refusal(await signed({}, "another secret, of more than 32 bytes"));
  });

  test.each(["", "x", "a.b", "a.b.c", "a.b.c.d.e", "Bearer x", "é.ü.ö", "...", "null"])("that is %j", async (token) => {
    await refusal(token);
  });

  test.each([8_193, 1_000_000])("of %d characters, without looking at it", async (length) => {
    expect(await refusal("a".repeat(length))).toBe("The token is too long.");
  });

  test("with a claim twice", async () => {
    const payload = `{"client_id":"c","project_id":"mine","project_id":"yours","exp":${now() + 60}}`;
    const unsigned = assembled({ alg: "HS256" }, payload).slice(0, -1);
    const signature = createHmac("sha256", TEST_SECRET).update(unsigned).digest("base64url");
    expect(await refusal(`${unsigned}.${signature}`)).toBe("The token is malformed.");
  });

  test("with a critical extension that we do not know", async () => {
    const claims = { client_id: "c", project_id: "p", exp: now() + 60 };
    const unsigned = assembled({ alg: "HS256", crit: ["extra"], extra: 1 }, claims).slice(0, -1);
    const signature = createHmac("sha256", TEST_SECRET).update(unsigned).digest("base64url");
    await refusal(`${unsigned}.${signature}`);
  });

  test("whose own header brings the key", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwk = publicKey.export({ format: "jwk" });
    for (const header of [{ jwk }, { jku: "http://127.0.0.1:1/keys" }, { x5u: "http://127.0.0.1:1/keys" }]) {
      const claims = { client_id: "c", project_id: "p", exp: now() + 60 };
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: "ES256", ...header } as { alg: string })
        .sign(privateKey as KeyObject);
      await refusal(token);
    }
  });
});

test("a secret of less than 32 bytes is refused at once", () => {
  expect(() => verifier({ secret: "short" })).toThrow("JWT_SECRET must have at least 32 bytes.");
});
