import { type CronExpression, CronExpressionParser } from "cron-parser";
import { CRON_FIELDS, CronError, valuesOf } from "./cron-field.js";

const HOURS = 24;
const SUNDAY = 7;

/**
 * A cron expression of five fields, on a clock that never changes: times in and out are milliseconds as if the clock were
 * UTC's. What a time zone makes of it is fire-times.ts. The library is asked for the calendar alone: where clocks change it
 * repeats or leaves out times, or finds no end.
 */
export class Cron {
  private constructor(
    private readonly expression: CronExpression,
    /** It asks for every hour of the day: so it means a rhythm and not times of the day. */
    readonly everyHour: boolean,
  ) {}

  /** Throws CronError. */
  static parse(text: string): Cron {
    const fields = text.trim().split(/\s+/);
    if (fields.length !== CRON_FIELDS.length) {
      throw new CronError("Give five fields: minute, hour, day of the month, month, day of the week.");
    }
    const plain = fields.map((field, place) => listOf(field, place));
    try {
      const expression = CronExpressionParser.parse(plain.join(" "), { tz: "UTC" });
      expression.next(); // there may be none
      return new Cron(expression, expression.fields.hour.values.length === HOURS);
    } catch {
      throw new CronError("It never fires: none of these months has such a day.");
    }
  }

  /** The times after `wall`, in order and without end. */
  *after(wall: number): Generator<number> {
    this.expression.reset(new Date(wall));
    for (;;) yield this.expression.next().getTime();
  }
}

/** The field as a plain list of its values, or `*` for all. */
function listOf(text: string, place: number): string {
  const field = CRON_FIELDS[place]!;
  const values = valuesOf(text, field);
  if (field.high === SUNDAY && values.delete(SUNDAY)) values.add(0);
  const all = field.high === SUNDAY ? SUNDAY : field.high - field.low + 1;
  return values.size === all ? "*" : [...values].sort((one, other) => one - other).join(",");
}
