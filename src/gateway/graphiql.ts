import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isLocal } from "./origins.js";

export interface GraphiqlTab {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What a browser finds at /graphql. */
export interface GraphiqlPage {
  readonly tabs: readonly GraphiqlTab[];
  /** Makes a token that is filled in for whoever opens the page on this machine. */
  readonly token?: () => Promise<string>;
}

const ASSETS = "/graphql/assets/";
/** Where `npm run build` puts the bundle, seen from the compiled and from the source file. */
const FOLDERS = ["../../graphiql", "../../dist/graphiql"].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** Nothing comes from another address: neither scripts nor fonts. Editors set styles on elements, hence the one exception. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Serves the bundle; answers how to serve the page, or undefined where the bundle has not been built. */
export async function serveGraphiql(app: FastifyInstance, page: GraphiqlPage) {
  const root = FOLDERS.find((folder) => existsSync(`${folder}/page.js`));
  if (!root) return undefined;
  await app.register(fastifyStatic, { root, prefix: ASSETS, decorateReply: false, index: false });
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const token = isLocal(request.socket.remoteAddress, request.headers.host) ? await page.token?.() : undefined;
    return reply
      .header("content-security-policy", POLICY)
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(html({ tabs: page.tabs, token }));
  };
}

/** Whether a browser asks for a page, and not a program for an answer. */
export function wantsPage(request: FastifyRequest): boolean {
  return request.method === "GET" && /\btext\/html\b/.test(request.headers.accept ?? "");
}

/** The settings stand in the page as data; no text in them can end the element that they stand in. */
const html = (settings: object) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Data readiness · GraphiQL</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${ASSETS}page.css">
</head>
<body>
<div id="graphiql">Loading …</div>
<script type="application/json" id="settings">${JSON.stringify(settings).replaceAll("<", "\\u003c")}</script>
<script type="module" src="${ASSETS}page.js"></script>
</body>
</html>
`;
