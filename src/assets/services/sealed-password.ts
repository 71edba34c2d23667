import type { KeyRing } from "../../platform/keys.js";
import { SourceError } from "../../sources/source-error.js";
import type { DataService } from "./data-service.entity.js";

type SealedColumns = Pick<DataService, "sealedPassword" | "keyId">;

/** The row's id is bound in: a ciphertext that was moved to another row opens nothing. */
export function sealPassword(keys: KeyRing, id: string, password: string | null | undefined): SealedColumns {
  if (password == null) return { sealedPassword: null, keyId: null };
  const { bytes, keyId } = keys.seal(password, id);
  return { sealedPassword: bytes, keyId };
}

export function openPassword(keys: KeyRing, row: Pick<DataService, "id"> & SealedColumns): string | undefined {
  if (row.sealedPassword === null || row.keyId === null) return undefined;
  try {
    return keys.open({ bytes: row.sealedPassword, keyId: row.keyId }, row.id);
  } catch {
    throw SourceError.of("SOURCE_PASSWORD_UNREADABLE");
  }
}
