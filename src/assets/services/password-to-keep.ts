import { ErrorCode, UserErrors } from "../../platform/errors.js";
import type { KeyRing } from "../../platform/keys.js";
import { TlsMode } from "../../sources/source-session.js";
import type { PostgresqlConnectionInput } from "./connection.inputs.js";
import type { DataService } from "./data-service.entity.js";
import { openPassword } from "./sealed-password.js";

const STRENGTH = [TlsMode.DISABLE, TlsMode.REQUIRE, TlsMode.VERIFY_FULL];

/**
 * The password that an update leaves, to be sealed anew: null for none, undefined where the stored bytes stay as they
 * are. A stored password goes to no other server and over no weaker connection, else an update could read it out.
 */
export function passwordToKeep(
  keys: KeyRing,
  row: DataService,
  parts: PostgresqlConnectionInput | undefined,
): string | null | undefined {
  if (parts?.password !== undefined) return parts.password;
  if (row.keyId === null) return undefined;
  const elsewhere = parts !== undefined && (parts.host !== row.host || parts.port !== row.port);
  const weaker = parts !== undefined && STRENGTH.indexOf(parts.tlsMode) < STRENGTH.indexOf(row.tls);
  if (elsewhere || weaker) {
    throw UserErrors.one(
      ErrorCode.VALIDATION_ERROR,
      "Give the password too: the stored one is not sent to another host or port, or over a weaker TLS mode.",
      "connection",
    );
  }
  return row.keyId === keys.primaryId ? undefined : openPassword(keys, row);
}
