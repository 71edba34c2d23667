import type { Database } from "../../platform/database.js";
import type { KeyRing } from "../../platform/keys.js";
import { type Resealed, reseal } from "../../platform/reseal.js";

/** Seals every stored password with the newest key. */
export const resealPasswords = (database: Database, keys: KeyRing): Promise<Resealed> =>
  reseal(database, keys, { table: "data_service", sealed: "sealed_password", keyId: "key_id" });
