const GROUPED = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

export const count = (number: number): string => GROUPED.format(number);

/** Never 100 % or 0 % where it is not all or none. */
export function percent(part: number, whole: number): string {
  if (part === whole) return "100 %";
  if (part === 0) return "0 %";
  const rounded = Math.round((1000 * part) / whole) / 10;
  return `${Math.min(99.9, Math.max(0.1, rounded))} %`;
}

const DAY = 86_400_000;
const UNITS: readonly (readonly [name: string, days: number, from: number])[] = [
  ["year", 365.25, 730],
  ["month", 30.44, 60],
  ["week", 7, 14],
  ["day", 1, 1],
];

/** A length of time in one unit, e.g. `3 weeks`; undefined below a day. */
export function lengthOfTime(milliseconds: number): string | undefined {
  const days = milliseconds / DAY;
  const unit = UNITS.find(([, , from]) => days >= from);
  if (!unit) return undefined;
  const units = Math.round(days / unit[1]);
  return `${count(units)} ${unit[0]}${units === 1 ? "" : "s"}`;
}

export const few = (names: readonly string[], most = 3): string =>
  names.length <= most ? names.join(", ") : `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
