import pg from "pg";
import { SourceError, type SourceErrorCode } from "./source-error.js";

/** By SQLSTATE, then by its class (the first two characters). */
const STATES: Record<string, SourceErrorCode> = {
  "28P01": "SOURCE_AUTHENTICATION_FAILED",
  "28000": "SOURCE_AUTHENTICATION_FAILED",
  "3D000": "SOURCE_DATABASE_MISSING",
  "53300": "SOURCE_TOO_MANY_CONNECTIONS",
  "57014": "SOURCE_STATEMENT_TIMEOUT",
  "55P03": "SOURCE_LOCKED",
  "40P01": "SOURCE_LOCKED",
  "42501": "SOURCE_PERMISSION_DENIED",
  "42P01": "SOURCE_OBJECT_GONE",
  "42703": "SOURCE_OBJECT_GONE",
  "3F000": "SOURCE_OBJECT_GONE",
  "57P01": "SOURCE_CONNECTION_LOST",
  "57P02": "SOURCE_CONNECTION_LOST",
  "57P03": "SOURCE_UNREACHABLE",
  "57P05": "SOURCE_CONNECTION_LOST",
  "25P03": "SOURCE_CONNECTION_LOST",
  "08P01": "SOURCE_ERROR",
  "08": "SOURCE_CONNECTION_LOST",
};

const TLS =
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;
const BROKEN = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED", "ETIMEDOUT", "ENETRESET"]);

/** Says what went wrong without the server's or the system's own words. `connecting`: before the session was there. */
export function toSourceError(error: unknown, connecting = false): SourceError {
  if (error instanceof SourceError) return error;
  if (error instanceof pg.DatabaseError) return fromState(error.code ?? "");
  const { code = "", message = "" } = (error ?? {}) as { code?: string; message?: string };
  if (TLS.test(code) || /SSL connection/.test(message)) return SourceError.of("SOURCE_TLS_FAILED");
  if (connecting && /SASL|SCRAM|authentication/i.test(message)) return SourceError.of("SOURCE_AUTHENTICATION_FAILED");
  if (connecting) return SourceError.of("SOURCE_UNREACHABLE");
  if (BROKEN.has(code) || /terminated|not queryable|ended/.test(message))
    return SourceError.of("SOURCE_CONNECTION_LOST");
  return SourceError.of("SOURCE_ERROR");
}

function fromState(state: string): SourceError {
  const code = STATES[state] ?? STATES[state.slice(0, 2)];
  if (code && code !== "SOURCE_ERROR") return SourceError.of(code);
  const known = /^[0-9A-Z]{5}$/.test(state) ? ` (SQLSTATE ${state})` : "";
  return SourceError.of("SOURCE_ERROR", `The database server reported an error${known}.`);
}
