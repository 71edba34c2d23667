/** What is wrong with a cron expression, in words for clients. */
export class CronError extends Error {}

export interface CronField {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Names of values, the one for `low` first. */
  readonly names?: readonly string[];
}

export const CRON_FIELDS: readonly CronField[] = [
  { name: "minute", low: 0, high: 59 },
  { name: "hour", low: 0, high: 23 },
  { name: "day of the month", low: 1, high: 31 },
  { name: "month", low: 1, high: 12, names: "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ") },
  { name: "day of the week", low: 0, high: 7, names: "SUN MON TUE WED THU FRI SAT".split(" ") },
];

// The values that a field asks for: values, ranges (1-5), steps (*/2, 1-9/2) and lists of them (1,3).
export function valuesOf(text: string, field: CronField): Set<number> {
  const values = new Set<number>();
  for (const item of text.split(",")) {
    const [, from, to, by] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d{1,2}))?$/.exec(item) ?? [];
    const every = from === "*";
    if (from === undefined || (every && to !== undefined) || (by !== undefined && !every && to === undefined)) {
      throw new CronError(
        `The field for the ${field.name} takes values, ranges (1-5), steps (*/2, 1-9/2) and lists of them (1,3).`,
      );
    }
    const low = every ? field.low : numberOf(from, field);
    const high = every ? field.high : to === undefined ? low : numberOf(to, field);
    if (high < low) throw new CronError(`A range of the ${field.name} begins with its smaller value.`);
    const step = by === undefined ? 1 : Number(by);
    if (step < 1 || step > field.high) throw new CronError(`A step of the ${field.name} is from 1 to ${field.high}.`);
    for (let value = low; value <= high; value += step) values.add(value);
  }
  return values;
}

function numberOf(text: string, { name, low, high, names = [] }: CronField): number {
  const place = names.indexOf(text.toUpperCase());
  const value = place >= 0 ? low + place : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= low && value <= high) return value;
  throw new CronError(
    `The ${name} is from ${low} to ${high}${names.length > 0 ? `, or a name like ${names[1]}` : ""}.`,
  );
}
