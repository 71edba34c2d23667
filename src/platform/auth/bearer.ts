import { codedError, ErrorCode } from "../errors.js";

/** An error that makes HTTP answer 401, and says how to do better. */
export function invalidToken(message: string) {
  return codedError(ErrorCode.INVALID_TOKEN, message, {
    http: { status: 401, headers: new Map([["www-authenticate", "Bearer"]]) },
  });
}

/** The token of an `Authorization` header; undefined where none was sent. */
export function bearerToken(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const token = /^Bearer +([^\s,]+) *$/i.exec(header)?.[1];
  if (!token) throw invalidToken("The Authorization header must be `Bearer <token>`.");
  return token;
}
