import { SignJWT } from "jose";

export const TEST_SECRET = "a secret of the tests, more than 32 bytes";

/** A token of the tests' secret; a claim given as undefined is left out. */
export function signed(claims: Record<string, unknown>, secret = TEST_SECRET): Promise<string> {
  const payload = {
    client_id: "client-a",
    project_id: "project-a",
    exp: Math.floor(Date.now() / 1000) + 600,
    ...claims,
  };
  return new SignJWT(payload).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(secret));
}

/** Any header and payload text, with a signature that is left to the caller. */
export function assembled(header: string | object, payload: string | object, signature = ""): string {
  const part = (value: string | object) =>
    Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
  return `${part(header)}.${part(payload)}.${signature}`;
}
