import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import type { GraphiqlPage } from "../../gateway/graphiql.js";
import { isLocal } from "../../gateway/origins.js";

export const DOCS_PATH = "/api/docs";
const ASSETS = `${DOCS_PATH}/assets/`;
const FILES = new Set(["/swagger-ui.css", "/swagger-ui-bundle.js"]);
const root = fileURLToPath(new URL(".", import.meta.resolve("swagger-ui-dist/package.json")));

/** Nothing comes from another address, and nothing goes there. The page's own icons are data. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The document as a page on which it can be tried; on this machine with a token filled in, where there is one. */
export async function serveDocsPage(app: FastifyInstance, token: GraphiqlPage["token"]): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    prefix: ASSETS,
    decorateReply: false,
    index: false,
    allowedPath: (path) => FILES.has(path),
  });
  app.get(`${DOCS_PATH}/start.js`, (_request, reply) => reply.type("text/javascript; charset=utf-8").send(START));
  app.get(DOCS_PATH, async (request, reply) => {
    const filledIn = isLocal(request.socket.remoteAddress, request.headers.host) ? await token?.() : undefined;
    return reply
      .header("content-security-policy", POLICY)
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(html({ token: filledIn }));
  });
}

const START = `const { token } = JSON.parse(document.getElementById("settings").textContent);
const ui = SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#page",
  deepLinking: true,
  validatorUrl: null,
  onComplete: () => token && ui.preauthorizeApiKey("token", token),
});
`;

/** The settings stand in the page as data; no text in them can end the element that they stand in. */
const html = (settings: object) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Data readiness · REST</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${ASSETS}swagger-ui.css">
</head>
<body>
<div id="page">Loading …</div>
<script type="application/json" id="settings">${JSON.stringify(settings).replaceAll("<", "\\u003c")}</script>
<script src="${ASSETS}swagger-ui-bundle.js"></script>
<script src="${DOCS_PATH}/start.js"></script>
</body>
</html>
`;
