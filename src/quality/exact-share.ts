import { formatDecimal } from "../platform/decimal.js";

const PLACES = 12;
const ONE = 10n ** BigInt(PLACES);

/** A share of whole numbers as a decimal of at most 12 places, rounded half up; null of nothing. */
export function exactShare(part: bigint, whole: bigint): string | null {
  if (whole === 0n) return null;
  return formatDecimal({ units: (2n * part * ONE + whole) / (2n * whole), places: PLACES });
}
