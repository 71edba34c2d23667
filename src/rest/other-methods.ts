import type { FastifyInstance, HTTPMethods } from "fastify";
import { codedError, ErrorCode } from "../platform/errors.js";

const METHODS: readonly HTTPMethods[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** Addresses that have other methods than the one that was used say which. Called once all routes are there. */
export function refuseOtherMethods(app: FastifyInstance, paths: readonly string[]): void {
  for (const url of new Set(paths)) {
    const has = METHODS.filter((method) => app.hasRoute({ method, url }));
    const error = () =>
      codedError(ErrorCode.INVALID_REQUEST, `This address takes ${has.join(", ")}.`, {
        http: { status: 405, headers: new Map([["allow", has.join(", ")]]) },
      });
    app.route({
      method: METHODS.filter((method) => !has.includes(method)),
      url,
      onRequest: () => Promise.reject(error()),
      handler: () => undefined,
    });
  }
}
