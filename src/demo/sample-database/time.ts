/** The sample's world begins and ends on fixed days: a row that depends on today would differ tomorrow. */
export const OPENING = Date.UTC(2024, 6, 1, 9);
export const CLOSING = Date.UTC(2025, 5, 30, 21);
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** When rows were last touched unless something happened to them. */
export const LOADED = timestamp(CLOSING + DAY);

/** Without a zone, as the well-known columns are. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

export function date(ms: number): string {
  return timestamp(ms).slice(0, 10);
}
