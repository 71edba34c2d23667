import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { build } from "esbuild";
import { type Browser, chromium } from "playwright-core";
import { startTestApp, type TestApp } from "../support/app.js";
import { ingestedSample } from "../support/sample-service.js";
import { type PackedClient, packedClient } from "../typed-client/packed-client.js";

/** Needs a browser: CHROMIUM says where it is. */
const executablePath = process.env.CHROMIUM;

(executablePath ? describe : describe.skip)("The typed client in a browser", () => {
  let script = "";
  let pages: Server;
  let origin: string;
  let app: TestApp;
  let client: PackedClient;
  let browser: Browser;

  beforeAll(async () => {
    pages = createServer((_request, response) => {
      response.setHeader("content-type", "text/html").end(`<script type="module">${script}</script>`);
    }).listen(0, "127.0.0.1");
    await once(pages, "listening");
    origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
    app = await startTestApp({ environment: { CORS_ORIGINS: origin } });
    await ingestedSample(await app.as());
    client = await packedClient(app.url, await app.token());
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
  });

  afterAll(async () => {
    await browser?.close();
    pages.close();
    await client?.remove();
    await app.stop();
  });

  test("the README's program does in a page of another origin what it does in Node", async () => {
    const { outputFiles } = await build({
      entryPoints: [join(client.folder, "example-0.ts")],
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      write: false,
    });
    script = outputFiles[0]!.text;
    expect(script).toContain("query TableProfile");
    expect(script).not.toContain("EditTable"); // nobody loads operations that the program does not use
    const page = await browser.newPage();
    const printed: string[] = [];
    page.on("console", (message) => printed.push(message.text()));
    page.on("pageerror", (error) => printed.push(String(error)));
    const over = page.waitForEvent("console", (message) => message.text().startsWith("fulltext "));
    await page.goto(origin);
    await over.catch((error: unknown) => {
      throw new Error(`${error}: ${printed.join("\n")}`);
    });
    expect(printed.slice(0, 5)).toEqual([
      "new -> PENDING",
      "PENDING -> RUNNING",
      "RUNNING -> COMPLETED",
      "The run ended as COMPLETED.",
      "It read 1000 rows.",
    ]);
  });
});
