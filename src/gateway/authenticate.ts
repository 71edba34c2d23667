import type { IncomingHttpHeaders } from "node:http";
import { bearerToken } from "../platform/auth/bearer.js";
import type { TokenVerifier } from "../platform/auth/token-verifier.js";
import type { Identity } from "../platform/context.js";
import { codedError, ErrorCode } from "../platform/errors.js";

/** Who sends these headers; undefined without a token. `X-Project-ID`, where it is sent, must name the token's project. */
export async function authenticate(
  verifier: Pick<TokenVerifier, "verify">,
  headers: IncomingHttpHeaders,
  authorization = headers.authorization,
): Promise<Identity | undefined> {
  const token = bearerToken(authorization);
  if (token === undefined) return undefined;
  const identity = await verifier.verify(token);
  const project = headers["x-project-id"];
  if (project !== undefined && project !== identity.projectId) {
    throw codedError(ErrorCode.INSUFFICIENT_PERMISSIONS, "X-Project-ID is not the project of the token.", {
      http: { status: 403 },
    });
  }
  return identity;
}
