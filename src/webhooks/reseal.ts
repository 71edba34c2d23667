import type { Database } from "../platform/database.js";
import type { KeyRing } from "../platform/keys.js";
import { reseal } from "../platform/reseal.js";

/** Seals every signing secret with the newest key. */
export async function resealWebhookSecrets(database: Database, keys: KeyRing): Promise<void> {
  await reseal(database, keys, { table: "webhook", sealed: "sealed_secret", keyId: "key_id" });
  await reseal(database, keys, { table: "webhook", sealed: "sealed_previous_secret", keyId: "previous_key_id" });
}
