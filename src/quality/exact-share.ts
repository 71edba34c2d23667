const PLACES = 12;
const ONE = 10n ** BigInt(PLACES);

/** A share of whole numbers as a decimal of at most 12 places, rounded half up; null of nothing. */
export function exactShare(part: bigint, whole: bigint): string | null {
  if (whole === 0n) return null;
  const digits = ((2n * part * ONE + whole) / (2n * whole)).toString().padStart(PLACES + 1, "0");
  const fraction = digits.slice(-PLACES).replace(/0+$/, "");
  return digits.slice(0, -PLACES) + (fraction && `.${fraction}`);
}
