import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Browser, chromium, type Page } from "playwright-core";
import { type AppProcess, startProcess } from "../support/app-process.js";
import { client } from "../support/client.js";
import { createRun, defaultConfiguration } from "../support/sample-service.js";

/** Needs a browser and the built GraphiQL (`npm run build`): CHROMIUM says where the browser is. */
const executablePath = process.env.CHROMIUM;
const SHOTS = "test/browser/out";

(executablePath ? describe : describe.skip)("GraphiQL in a browser", () => {
  let dataDir: string;
  let app: AppProcess;
  let browser: Browser;
  let page: Page;
  let url: string;
  let token: string;
  const asked: string[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "data-readiness-browser-"));
    await mkdir(SHOTS, { recursive: true });
    app = startProcess("src/main.ts", { DATA_DIR: dataDir, PORT: "0" });
    url = (await app.printed(/GraphiQL\s+(\S+)\/graphql/))[1]!;
    token = (await app.printed(/Token\s+(\S+)/))[1]!;
    const args = [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
    ];
    browser = await chromium.launch({ executablePath, args });
    page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${url}/graphql`);
    await page.getByRole("tab", { name: "StartProfiling" }).waitFor();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await app?.kill();
    await rm(dataDir, { recursive: true, force: true });
  });

  const execute = () => page.getByRole("button", { name: /Execute query/ }).click();
  const open = (tab: string) => page.getByRole("tab", { name: tab }).click();
  const shows = async (pattern: RegExp, picture: string) => {
    try {
      await page.locator(".result-window").filter({ hasText: pattern }).waitFor({ timeout: 20_000 });
    } finally {
      await page.screenshot({ path: `${SHOTS}/${picture}.png` });
    }
  };

  test("the create runs with the token that is filled in", async () => {
    await open("StartProfiling");
    await execute();
    await shows(/"status":\s*"PENDING"/, "create");
  });

  test("the subscription's messages arrive, each status of a run that is started meanwhile", async () => {
    await open("FollowTenant");
    await page.evaluate(watchResult);
    const subscribed = page.waitForEvent("websocket");
    await execute();
    await subscribed;
    const demo = client(url, token);
    const configurationId = await defaultConfiguration(demo, "PROFILING");
    await createRun(demo, { configurationId, assetFqn: "PostgreSQL.dvdrental.public.film" });
    await shows(/"to":\s*"COMPLETED"/, "subscription");
    await demo.close();
    const seen = (await page.evaluate("window.seen")) as string[];
    const statuses = seen.map((text) => /"to":\s*"(\w+)"/.exec(text)?.[1]);
    const arrived = new Set(statuses.filter((to) => to !== undefined));
    expect(arrived).toContain("COMPLETED");
    expect(arrived.size).toBeGreaterThanOrEqual(2); // two may come within one picture of the page
  });

  test("a profile is read", async () => {
    await open("TableProfile");
    await execute();
    await shows(/"rowCount":\s*1000/, "profile");
  });

  test("the token is filled in only for whoever comes by a local name, and nothing may be loaded from elsewhere", async () => {
    const ask = (host: string) =>
      new Promise<{ policy: unknown; body: string }>((resolve, reject) => {
        get(`${url}/graphql`, { headers: { host, accept: "text/html" } }, async (response) => {
          const body = (await response.toArray()).join("");
          resolve({ policy: response.headers["content-security-policy"], body });
        }).once("error", reject);
      });
    const local = await ask(new URL(url).host);
    expect(local.body).toContain('"token":"ey');
    expect(local.policy).toMatch(/^default-src 'none';/);
    expect((await ask("gateway.example")).body).not.toContain('"token"');
  });

  test("the page of REST shows each operation, and sends a request with the token", async () => {
    await page.goto(`${url}/api/docs`);
    const operation = page.locator("#operations-Workflows-listWorkflows");
    await operation.waitFor();
    await operation.locator(".opblock-summary-control").click();
    await operation.getByRole("button", { name: "Try it out" }).click();
    await operation.getByRole("button", { name: "Execute" }).click();
    try {
      await operation.locator(".live-responses-table").filter({ hasText: "run-all-enrichment" }).waitFor();
    } finally {
      await page.screenshot({ path: `${SHOTS}/rest.png` });
    }
  });

  test("nothing is asked of any other address", () => {
    expect(
      asked.filter((each) => !each.startsWith(url) && !each.startsWith("data:") && !each.startsWith("blob:")),
    ).toEqual([]);
  });
});

/** Runs in the page: keeps each text that the result shows. */
const watchResult = `(() => {
  window.seen = [];
  const result = document.querySelector(".result-window");
  const note = () => {
    const text = result.textContent;
    if (text && text !== window.seen.at(-1)) window.seen.push(text);
  };
  new MutationObserver(note).observe(result, { childList: true, subtree: true, characterData: true });
})()`;
