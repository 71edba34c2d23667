import { createHmac, timingSafeEqual } from "node:crypto";
import { codedError, ErrorCode } from "./errors.js";
import type { KeyRing } from "./keys.js";

/** What a cursor may hold: where it stands in an order. */
export type Position = readonly (string | number)[];

/**
 * Cursors are signed and bound to their list and tenant: a made-up one, or one of another list or tenant, is refused.
 * `list` names the list with everything that makes its order (filter, ordering).
 */
export class Cursors {
  constructor(private readonly keys: KeyRing) {}

  encode(tenantId: string, list: string, position: Position): string {
    const body = Buffer.from(JSON.stringify(position));
    return Buffer.concat([this.sign(this.keys.signing[0]!, tenantId, list, body), body]).toString("base64url");
  }

  decode(tenantId: string, list: string, cursor: string): Position {
    const bytes = Buffer.from(cursor.slice(0, 2000), "base64url");
    const signature = bytes.subarray(0, 16);
    const body = bytes.subarray(16);
    const genuine = this.keys.signing.some((key) => {
      const expected = this.sign(key, tenantId, list, body);
      return signature.length === expected.length && timingSafeEqual(signature, expected);
    });
    if (!genuine) {
      throw codedError(
        ErrorCode.INVALID_REQUEST,
        "The cursor is not one of this list: take one that the same list gave.",
      );
    }
    return JSON.parse(body.toString()) as Position;
  }

  private sign(key: Buffer, tenantId: string, list: string, body: Buffer): Buffer {
    return createHmac("sha256", key)
      .update(JSON.stringify([tenantId, list]))
      .update(body)
      .digest()
      .subarray(0, 16);
  }
}
