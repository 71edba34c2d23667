import type { FastifyInstance } from "fastify";
import { codedError, ErrorCode } from "../platform/errors.js";

const ALLOWED_HEADERS =
  "authorization, content-type, accept, x-request-id, x-project-id, apollo-require-preflight, idempotency-key, last-event-id";
const EXPOSED_HEADERS = "x-request-id, location, idempotent-replayed, retry-after";

/** Headers of every answer, what pages of other origins may do, and requests that are refused by their headers alone. */
export function guardHeaders(app: FastifyInstance, corsOrigins: readonly string[]): void {
  app.addHook("onRequest", async (request, reply) => {
    const { origin, host } = request.headers;
    reply.headers({
      "x-request-id": request.id,
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      vary: "Origin",
    });
    if (origin !== undefined && corsOrigins.includes(origin)) {
      // Tokens travel in a header that a page must set itself: no credentials, and so no cookies, are allowed.
      reply.header("access-control-allow-origin", origin);
      reply.header("access-control-expose-headers", EXPOSED_HEADERS);
    }
    if (request.method === "OPTIONS") {
      reply.headers({
        "access-control-allow-methods": "GET, POST, PATCH",
        "access-control-allow-headers": ALLOWED_HEADERS,
        "access-control-max-age": "600",
      });
      return reply.code(204).send();
    }
    if (host !== undefined && !URL.canParse(`http://${host}`)) throw refused(400, "The Host header is malformed.");
    const encoding = request.headers["content-encoding"];
    if (encoding !== undefined && encoding !== "identity") {
      throw refused(415, "The body must not be compressed."); // a small body that swells
    }
  });
}

const refused = (status: number, message: string) =>
  codedError(ErrorCode.INVALID_REQUEST, message, { http: { status } });
