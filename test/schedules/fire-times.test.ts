import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { Cron } from "../../src/schedules/cron.js";
import { CronError } from "../../src/schedules/cron-field.js";
import { FireTimes } from "../../src/schedules/fire-times.js";
import { Zone, ZoneError } from "../../src/schedules/zone.js";
import { minuteWalk } from "./minute-walk.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const between = (expression: string, zone: string, from: number, to: number): string[] => {
  const times = new FireTimes(expression, zone, null);
  const found: string[] = [];
  for (let time = times.next(new Date(from)); time.getTime() <= to; time = times.next(time)) {
    found.push(time.toISOString());
  }
  return found;
};
const upcoming = (expression: string, zone: string, from: string, count: number) =>
  new FireTimes(expression, zone, null).upcoming(new Date(from), count).map((time) => time.toISOString());

/** Changes of the clock: by an hour at night, at midnight, by half an hour, by a whole day; and places without any. */
const CHANGES: [zone: string, at: string][] = [
  ["Europe/Berlin", "2026-03-29T01:00:00Z"],
  ["Europe/Berlin", "2026-10-25T01:00:00Z"],
  ["America/New_York", "2026-03-08T07:00:00Z"],
  ["America/New_York", "2026-11-01T06:00:00Z"],
  ["Australia/Lord_Howe", "2026-10-03T15:30:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z"],
  ["America/Sao_Paulo", "2018-11-04T03:00:00Z"],
  ["America/Sao_Paulo", "2018-02-18T02:00:00Z"],
  ["Pacific/Apia", "2011-12-30T10:00:00Z"],
  ["Africa/Casablanca", "2026-02-15T02:00:00Z"],
  ["Africa/Casablanca", "2026-03-22T02:00:00Z"],
  ["Antarctica/Troll", "2026-03-29T01:00:00Z"],
  ["Antarctica/Troll", "2026-10-25T01:00:00Z"],
  ["America/Caracas", "2016-05-01T07:00:00Z"],
  ["Asia/Pyongyang", "2015-08-14T15:00:00Z"],
  ["Pacific/Kwajalein", "1993-08-21T12:00:00Z"],
  ["Asia/Kolkata", "2026-06-01T00:00:00Z"],
  ["Asia/Kathmandu", "2026-06-01T00:00:00Z"],
  ["Pacific/Chatham", "2026-09-26T14:00:00Z"],
  ["UTC", "2026-06-01T00:00:00Z"],
];

const value = (low: number, high: number) => fc.integer({ min: low, max: high });
const item = (low: number, high: number) =>
  fc.oneof(
    { weight: 4, arbitrary: value(low, high).map(String) },
    { weight: 1, arbitrary: value(1, high).map((step) => `*/${step}`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(value(low, high), value(low, high), value(1, 5))
        .map(([one, other, step]) => `${Math.min(one, other)}-${Math.max(one, other)}/${step}`),
    },
  );
const field = (low: number, high: number, star: number) =>
  fc.oneof(
    { weight: star, arbitrary: fc.constant("*") },
    { weight: 3, arbitrary: fc.array(item(low, high), { minLength: 1, maxLength: 3 }).map((items) => items.join(",")) },
  );
// Hours near the changes, so that many meet them; months always, so that something fires.
const expressions = fc
  .tuple(
    fc.oneof({ weight: 1, arbitrary: fc.constant("*") }, { weight: 15, arbitrary: field(0, 59, 0) }),
    fc.oneof(field(0, 23, 3), field(0, 4, 0)),
    fc.oneof({ weight: 5, arbitrary: fc.constant("*") }, field(1, 31, 0)),
    fc.constant("*"),
    fc.oneof({ weight: 5, arbitrary: fc.constant("*") }, field(0, 7, 0)),
  )
  .map((fields) => fields.join(" "));

test("around every change of a clock it fires when a walk through the minutes says so", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CHANGES),
      fc.integer({ min: -30, max: 30 }),
      fc.integer({ min: 0, max: 59 }),
      expressions,
      ([zone, at], hours, minutes, expression) => {
        const from = Date.parse(at) + hours * HOUR + minutes * 60_000;
        const to = from + 1.5 * DAY;
        expect(between(expression, zone, from, to)).toEqual(minuteWalk(expression, zone, from, to));
      },
    ),
    { numRuns: 60 },
  );
});

test.each(CHANGES)("%s, %s: the usual expressions", (zone, at) => {
  const from = Date.parse(at) - 1.2 * DAY;
  const to = from + 3 * DAY;
  for (const expression of ["0 * * * *", "*/15 * * * *", "30 2 * * *", "0 0 * * *", "45 1 * * *", "10 */2 * * *"]) {
    expect(between(expression, zone, from, to)).toEqual(minuteWalk(expression, zone, from, to));
  }
});

test("a time that does not exist fires once, as much later as the clock leaps", () => {
  expect(upcoming("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", 3)).toEqual([
    "2026-03-29T01:30:00.000Z", // 03:30
    "2026-03-30T00:30:00.000Z",
    "2026-03-31T00:30:00.000Z",
  ]);
  expect(upcoming("0 9 * * FRI", "Pacific/Apia", "2011-12-28T00:00:00Z", 2)).toEqual([
    "2011-12-30T19:00:00.000Z", // there was no Friday: Saturday, 09:00
    "2012-01-05T19:00:00.000Z",
  ]);
  expect(upcoming("10 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", 1)).toEqual([
    "2026-10-03T15:40:00.000Z",
  ]);
});

test("a time that comes twice fires the first time; what fires each hour fires each real hour", () => {
  expect(upcoming("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 2)).toEqual([
    "2026-10-25T00:30:00.000Z",
    "2026-10-26T01:30:00.000Z",
  ]);
  expect(upcoming("0 * * * *", "Europe/Berlin", "2026-10-24T23:30:00Z", 4)).toEqual([
    "2026-10-25T00:00:00.000Z",
    "2026-10-25T01:00:00.000Z",
    "2026-10-25T02:00:00.000Z",
    "2026-10-25T03:00:00.000Z",
  ]);
});

test("the start is the first time that may be; it may be far away", () => {
  const starting = (start: string) =>
    new FireTimes("0 0 29 2 *", "UTC", new Date(start))
      .upcoming(new Date("2026-01-01"), 2)
      .map((time) => time.toJSON());
  expect(starting("2032-02-29T00:00:00Z")).toEqual(["2032-02-29T00:00:00.000Z", "2036-02-29T00:00:00.000Z"]);
  expect(starting("2032-02-29T00:00:00.001Z")).toEqual(["2036-02-29T00:00:00.000Z", "2040-02-29T00:00:00.000Z"]);
  expect(starting("8999-12-31T00:00:00Z")).toEqual(["9004-02-29T00:00:00.000Z", "9008-02-29T00:00:00.000Z"]);
});

test("missed times are counted, up to 1000; the latest is found however long ago it was", () => {
  const times = (expression: string) => new FireTimes(expression, "Europe/Berlin", null);
  const due = (expression: string, first: string, now: string) => {
    const { latest, missed } = times(expression).due(new Date(first), new Date(now));
    return [latest.toISOString(), missed];
  };
  expect(due("0 * * * *", "2026-03-28T23:00:00Z", "2026-03-28T23:00:00Z")).toEqual(["2026-03-28T23:00:00.000Z", 0]);
  expect(due("0 * * * *", "2026-03-28T23:00:00Z", "2026-03-29T03:59:00Z")).toEqual(["2026-03-29T03:00:00.000Z", 4]);
  expect(due("* * * * *", "2020-01-01T00:00:00Z", "2026-01-01T00:00:30Z")).toEqual(["2026-01-01T00:00:00.000Z", 1000]);
  expect(due("0 0 1 1 *", "1000-01-01T00:00:00Z", "3000-06-01T00:00:00Z")).toEqual(["2999-12-31T23:00:00.000Z", 1000]);
});

test.each([
  ["0 0 30 2 *", /never fires/],
  ["0 0 31 4,6,9,11 *", /never fires/],
  ["* * * * * *", /five fields/],
  ["@every 1s", /five fields/],
  ["@daily", /five fields/],
  ["", /five fields/],
  ["0 0 * *", /five fields/],
  ["60 * * * *", /minute is from 0 to 59/],
  ["0 24 * * *", /hour is from 0 to 23/],
  ["0 0 0 * *", /month is from 1 to 31/],
  ["0 0 * 13 *", /month is from 1 to 12, or a name like FEB/],
  ["0 0 * * 8", /week is from 0 to 7/],
  ["5-1 * * * *", /smaller value/],
  ["*/0 * * * *", /step/],
  ["*/60 * * * *", /step/],
  ["1/5 * * * *", /field for the minute/],
  ["0 0 1,,2 * *", /day of the month/],
  ["0 0 L * *", /day of the month/],
  ["0 0 ? * *", /day of the month/],
  ["0 0 * * MON#2", /day of the week/],
  ["H * * * *", /minute/],
  ["-1 * * * *", /minute/],
  ["0 0 * FOO *", /month/],
  ["MON * * * *", /minute/],
])("%s is refused", (expression, message) => {
  expect(() => Cron.parse(expression)).toThrow(CronError);
  expect(() => Cron.parse(expression)).toThrow(message);
});

test("names, and a day of the month beside a day of the week: either will do", () => {
  expect(upcoming("0 12 * jan Mon-WED", "UTC", "2026-01-01T00:00:00Z", 3)).toEqual([
    "2026-01-05T12:00:00.000Z",
    "2026-01-06T12:00:00.000Z",
    "2026-01-07T12:00:00.000Z",
  ]);
  expect(upcoming("0 0 30 2 MON", "UTC", "2026-01-01T00:00:00Z", 1)).toEqual(["2026-02-02T00:00:00.000Z"]);
  expect(upcoming("0 0 * * 7", "UTC", "2026-01-01T00:00:00Z", 1)).toEqual(
    upcoming("0 0 * * SUN", "UTC", "2026-01-01", 1),
  );
});

test("whatever is accepted fires, and what can't be read says so", () => {
  const digits = fc.stringMatching(/^[0-9*,/A-Z-]{1,5}$/);
  fc.assert(
    fc.property(fc.tuple(digits, digits, digits, digits, digits), (fields) => {
      try {
        new FireTimes(fields.join(" "), "UTC", null).upcoming(new Date("2026-01-01"), 3);
      } catch (error) {
        expect(error).toBeInstanceOf(CronError);
      }
    }),
    { numRuns: 1000 },
  );
  const dates = fc.tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 12 }));
  fc.assert(
    fc.property(dates, ([day, month]) => {
      const exists = new Date(Date.UTC(2024, month - 1, day)).getUTCMonth() === month - 1;
      const parse = () => Cron.parse(`0 0 ${day} ${month} *`);
      if (exists) parse();
      else expect(parse).toThrow(/never fires/);
    }),
    { numRuns: 200 },
  );
});

test.each(["", "Mars/Olympus", "+02:00", "Europe/Berlin;", "x".repeat(100)])("no zone is called %j", (name) => {
  expect(() => Zone.named(name)).toThrow(ZoneError);
});
