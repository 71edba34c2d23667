import type { FastifyRequest } from "fastify";
import { codedError, ErrorCode } from "../../platform/errors.js";

/** What a request says of the document that it wants executed: its text, a name for it, or both. */
export interface SentDocument {
  readonly query?: unknown;
  /** Of the draft on persisted documents in GraphQL over HTTP. */
  readonly documentId?: unknown;
  /** `persistedQuery` is Apollo's name for a document. */
  readonly extensions?: unknown;
}

/** Finds out which text a request stands for; throws a coded error where it may not be executed. */
export interface Documents {
  /** Undefined where the request neither sends a text nor names one. */
  textOf(sent: SentDocument, tenantId: string | undefined): string | undefined;
}

/** From the body of a POST, or from the address of a GET, where extensions are JSON. */
export function sentDocument({ method, body, query }: FastifyRequest): SentDocument {
  if (method === "POST") return isObject(body) ? body : {};
  const sent = query as SentDocument;
  return { ...sent, extensions: sent.extensions === undefined ? undefined : parsed(sent.extensions) };
}

/** The text that is sent. Protocols that insist on one are given an empty one beside a name. */
export const sentText = ({ query }: SentDocument) => (typeof query === "string" && query !== "" ? query : undefined);

/** The name that is sent, without the prefix that the draft gives to a SHA-256. */
export function sentId({ documentId, extensions }: SentDocument): string | undefined {
  if (documentId !== undefined && documentId !== null) {
    if (typeof documentId !== "string") throw malformed("`documentId` must be a text.");
    return withoutPrefix(documentId);
  }
  const named = isObject(extensions) ? extensions.persistedQuery : undefined;
  if (named === undefined || named === null) return undefined;
  const { version, sha256Hash } = isObject(named) ? named : {};
  if (version === 1 && typeof sha256Hash === "string") return withoutPrefix(sha256Hash);
  throw malformed("`extensions.persistedQuery` must be `{ version: 1, sha256Hash: … }`.");
}

export const withoutPrefix = (id: string) => id.replace(/^sha256:/, "");

export const mismatch = () => malformed("The text that was sent is not the one that its hash or id names.");

const malformed = (message: string) => codedError(ErrorCode.INVALID_REQUEST, message, { http: { status: 400 } });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    throw malformed("`extensions` is not valid JSON.");
  }
}
