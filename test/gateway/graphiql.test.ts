import { existsSync } from "node:fs";
import { get } from "node:http";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildGraphiql } from "../../scripts/build-graphiql.js";
import { startTestGateway, type TestGateway } from "./support/test-gateway.js";

const BUNDLE = fileURLToPath(new URL("../../dist/graphiql/page.js", import.meta.url));
const BROWSER = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
const TAB = { query: "# </script><script>alert(1)</script><!--\n{ open }", variables: { a: "</script>" } };

let gateway: TestGateway;
beforeAll(async () => {
  if (!existsSync(BUNDLE)) await buildGraphiql();
  gateway = await startTestGateway({
    http: { graphiql: true },
    graphiql: { tabs: [TAB], token: async () => "a-token" },
  });
}, 180_000);
afterAll(() => gateway.close());

const page = (path = "/graphql") => fetch(`${gateway.url}${path}`, { headers: BROWSER });

/** The page as whoever reaches this machine by that name sees it: fetch does not let us choose the name. */
async function pageAt(host: string): Promise<string> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve, reject) => {
    get({ hostname, port, path: "/graphql", headers: { ...BROWSER, host } }, (response) => {
      text(response).then(resolve, reject);
    }).once("error", reject);
  });
}

const settingsOf = (html: string) =>
  JSON.parse(/<script type="application\/json" id="settings">(.*?)<\/script>/s.exec(html)![1]!) as {
    tabs: unknown;
    token?: string;
  };

test("a browser finds the page, with its tabs; nothing in them can end the element they stand in", async () => {
  const response = await page();
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const html = await response.text();
  expect(html).not.toContain("alert(1)</script>");
  expect(settingsOf(html)).toEqual({ tabs: [TAB], token: "a-token" });
});

test("all that the page names is served from here, and may come from nowhere else", async () => {
  const response = await page();
  const html = await response.text();
  const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
  expect(named).toEqual(["data:,", "/graphql/assets/page.css", "/graphql/assets/page.js"]);
  for (const address of [
    ...named.slice(1),
    ...["editor", "json", "graphql"].map((name) => `/graphql/assets/${name}.worker.js`),
  ]) {
    const asset = await fetch(`${gateway.url}${address}`);
    await asset.arrayBuffer();
    expect([address, asset.status]).toEqual([address, 200]);
  }
  const policy = response.headers.get("content-security-policy")!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/https?:|\*|script-src[^;]*unsafe/);
});

test("files outside the bundle are not served", async () => {
  for (const path of [
    "/graphql/assets/../../package.json",
    "/graphql/assets/%2e%2e/%2e%2e/package.json",
    "/graphql/assets/",
  ]) {
    expect((await page(path)).status).toBeGreaterThanOrEqual(400);
  }
});

describe("the token is filled in only for names that nobody else can take", () => {
  test.each(["localhost:4000", "LOCALHOST", "127.0.0.1:4000", "[::1]:4000"])("%s", async (host) => {
    expect(settingsOf(await pageAt(host)).token).toBe("a-token");
  });

  test.each(["192.168.1.5:4000", "evil.example:4000", "localhost.evil.example", "127.0.0.1.evil.example"])(
    "not for %s",
    async (host) => {
      expect(settingsOf(await pageAt(host)).token).toBeUndefined();
    },
  );
});

test("programs at the same address get what they ask for", async () => {
  expect((await gateway.post({ query: "{ open }" })).body).toEqual({ data: { open: "open" } });
  const response = await fetch(`${gateway.url}/graphql?query=${encodeURIComponent("{ open }")}`, {
    headers: { accept: "application/json", "apollo-require-preflight": "1" },
  });
  expect(await response.json()).toEqual({ data: { open: "open" } });
});
