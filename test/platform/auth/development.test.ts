import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { developmentKeys } from "../../../src/platform/auth/development-keys.js";
import { developmentToken, secondsOf } from "../../../src/platform/auth/development-token.js";
import { TokenVerifier } from "../../../src/platform/auth/token-verifier.js";
import { KeyRing } from "../../../src/platform/keys.js";
import { TEST_SECRET } from "./tokens.js";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "development-keys-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const settings = (secret = "", jwksUrl = "") => ({ secret, jwksUrl, issuer: "issuer", audience: "audience" });

describe("development keys", () => {
  test("are made once, also by many at once, and only their owner may read them", async () => {
    const folder = join(dataDir, "not", "there yet");
    const all = await Promise.all(Array.from({ length: 20 }, () => developmentKeys(folder)));
    for (const keys of all) expect(keys).toEqual(all[0]);
    expect(await developmentKeys(folder)).toEqual(all[0]);
    const files = await readdir(folder);
    expect(files).toEqual(["development-keys.json"]);
    expect((await stat(join(folder, files[0]!))).mode & 0o777).toBe(0o600);
    expect(() => new KeyRing([all[0]!.encryptionKey])).not.toThrow();
  });

  test("that can't be read are not replaced", async () => {
    await developmentKeys(dataDir);
    const file = join(dataDir, "development-keys.json");
    await rm(file);
    await writeFile(file, "{ half");
    await expect(developmentKeys(dataDir)).rejects.toThrow(SyntaxError);
    expect(await readFile(file, "utf8")).toBe("{ half");
  });
});

describe("a development token", () => {
  const config = (secret = "", jwksUrl = "") => ({ production: false, dataDir, jwt: settings(secret, jwksUrl) });
  const request = { project: "p", client: "c", org: "o", scope: "admin", expires: "90s" };

  test.each([["a secret of its own"], [TEST_SECRET]])(
    "is accepted by a gateway with the same settings: %s",
    async (which) => {
      const given = which === TEST_SECRET ? which : "";
      const token = await developmentToken(config(given), request);
      const secret = given || (await developmentKeys(dataDir)).jwtSecret;
      const identity = await new TokenVerifier(settings(secret), false).verify(token);
      expect(identity).toMatchObject({ tenantId: '["o","p"]', clientId: "c", scopes: new Set(["admin"]) });
      const left = identity.expiresAt - Date.now() / 1000;
      expect(left).toBeGreaterThan(80);
      expect(left).toBeLessThanOrEqual(90);
    },
  );

  test("is not made in production, nor where a key set decides", async () => {
    await expect(developmentToken({ ...config(), production: true }, request)).rejects.toThrow("production");
    await expect(developmentToken(config("", "https://keys"), request)).rejects.toThrow("JWT_JWKS_URL");
  });

  test.each([
    ["90s", 90],
    ["15m", 900],
    ["12h", 43_200],
    ["30d", 2_592_000],
    ["1", undefined],
    ["0s", undefined],
    ["-1h", undefined],
    ["1h ", undefined],
    ["1 h", undefined],
    ["1.5h", undefined],
    ["9999999d", undefined],
    ["", undefined],
  ])("lasts %j", (duration, seconds) => {
    expect(secondsOf(duration)).toBe(seconds);
  });
});

describe("npm run -s token", () => {
  async function run(args: string[], environment: Record<string, string> = {}) {
    const child = spawn(
      process.execPath,
      ["--import", "@swc-node/register/esm-register", "src/cli/token.ts", ...args],
      { env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...environment }, stdio: ["ignore", "pipe", "pipe"] },
    );
    const [stdout, stderr, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise((resolve) => child.once("exit", resolve)),
    ]);
    return { stdout, stderr, code };
  }

  test("prints a token and nothing else", async () => {
    const { stdout, stderr, code } = await run([
      "--project",
      "p",
      "--client",
      "c",
      "--scope",
      "runs:read",
      "--expires",
      "2h",
    ]);
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const { iat, exp, ...claims } = decodeJwt(stdout);
    expect(claims).toEqual({ project_id: "p", client_id: "c", scope: "runs:read" });
    expect(exp! - iat!).toBe(7_200);
  });

  test.each([
    [["--client", "c"], "--project is missing"],
    [["--project", "p", "--client", "c", "--expires", "soon"], "--expires must be"],
    [["--project", "p", "--client", "c", "--scope", "runs:read root"], "no scope root"],
    [["--project", "p", "--client", "c", "--colour", "red"], "--colour"],
  ])("%j: says what is wrong, and how it is used", async (args, words) => {
    const { stdout, stderr, code } = await run(args);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    expect(stderr).toContain(words);
    expect(stderr).toContain("Usage:");
  });

  test.each([
    [{ JWT_JWKS_URL: "https://keys" }, "JWT_JWKS_URL"],
    [
      { NODE_ENV: "production", JWT_SECRET: TEST_SECRET, ENCRYPTION_KEY: Buffer.alloc(32).toString("base64") },
      "production",
    ],
  ])("%j: is refused", async (environment, words) => {
    const { stdout, stderr, code } = await run(["--project", "p", "--client", "c"], environment);
    expect({ stdout, code }).toEqual({ stdout: "", code: 1 });
    expect(stderr).toContain(words);
    expect(stderr).not.toContain(TEST_SECRET);
  });
});
