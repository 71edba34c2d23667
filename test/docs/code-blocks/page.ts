import { readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { ALL_SCOPES, startTestApp, type TestApp, type TestClient } from "../../support/app.js";
import { ingestedSample } from "../../support/sample-service.js";
import { KnownValues } from "./known-values.js";

/** A page in the course of being read: its tenant with the sample's catalog, and what its blocks have answered. */
export interface Page {
  readonly app: TestApp;
  readonly client: TestClient;
  readonly values: KnownValues;
  /** What shells and programs of the page are started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where the page's files are written; what they import is found from there. */
  readonly folder: string;
}

/** Where pages say that the gateway is. */
const ADDRESS = /\b(http|ws):\/\/(127\.0\.0\.1|localhost):4000/g;

/** The code with the address of the gateway that runs. */
export const withAddress = (code: string, { app }: Page) =>
  code.replace(ADDRESS, (_, scheme) => app.url.replace("http", scheme));

/** One app for all pages; each page that needs it gets a tenant of its own. */
export class Pages {
  private app: Promise<TestApp> | undefined;
  private readonly pages = new Map<string, Promise<Page>>();
  readonly folder = resolve(".test-programs", `docs-${process.pid}`);

  open(name: string): Promise<Page> {
    const page = this.pages.get(name) ?? this.make(name);
    this.pages.set(name, page);
    return page;
  }

  async close(): Promise<void> {
    await (await this.app)?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async make(name: string): Promise<Page> {
    this.app ??= startTestApp();
    const app = await this.app;
    const text = readFileSync(name, "utf8");
    const project = /--project ([a-z-]+)/.exec(text)?.[1] ?? name;
    const client = await app.as({ project, client: "demo-client", scope: ALL_SCOPES });
    const { dataServices } = await client.ask("{ dataServices { nodes { id } } }");
    if (dataServices.nodes.length === 0) await ingestedSample(client);
    const folder = resolve(this.folder, name.replaceAll(/\W/g, "-"));
    await mkdir(folder, { recursive: true });
    const { PATH = "", HOME = "" } = process.env;
    const environment = { PATH, HOME, NODE_ENV: "test", JWT_SECRET: app.secrets.jwt, TOKEN: client.token };
    return { app, client, values: new KnownValues(client), environment, folder };
  }
}
