import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { codedError, ErrorCode } from "../../platform/errors.js";
import { LIMITS } from "../limits.js";
import { type Documents, mismatch, type SentDocument, sentId, sentText } from "./sent-document.js";

/**
 * Automatic persisted queries: a client sends the hash of a text instead of the text. One that we don't know it sends once
 * more with the text, which is remembered while there is room. Other gateways don't know it: a second request is all that
 * this costs.
 *
 * Each tenant has its own: that a hash is known would tell that somebody else sends the same.
 */
export class RememberedDocuments implements Documents {
  private readonly texts = new LRUCache<string, string>({
    maxSize: LIMITS.rememberedBytes,
    sizeCalculation: (text, key) => Buffer.byteLength(text) + key.length,
  });

  textOf(sent: SentDocument, tenantId: string | undefined): string | undefined {
    const hash = sentId(sent);
    const text = sentText(sent);
    if (hash === undefined) return text;
    const key = `${hash} ${tenantId}`;
    if (text === undefined) {
      const known = tenantId === undefined ? undefined : this.texts.get(key);
      if (known === undefined) throw notFound();
      return known;
    }
    if (sha256(text) !== hash) throw mismatch();
    if (tenantId !== undefined) this.texts.set(key, text);
    return text;
  }
}

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Clients look for these very words, and some of them only into answers with the status 200. */
const notFound = () =>
  codedError(ErrorCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound", {
    http: { status: 200, headers: new Map([["cache-control", "no-store"]]) },
  });
