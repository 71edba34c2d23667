/**
 * When a cron expression fires, told by walking through the minutes and looking at the clock: an oracle that shares nothing
 * with the product. Fields are `*`, a number, a range, a step or a list of those.
 */
export function minuteWalk(expression: string, timeZone: string, from: number, to: number): string[] {
  const [minutes, hours, days, months, weekdays] = expression.split(" ").map(allowed) as [
    Values,
    Values,
    Values,
    Values,
    Values,
  ];
  const anyDay = days.size === 31;
  const anyWeekday = new Set([...weekdays].map((day) => day % 7)).size === 7;
  const matches = (wall: Date): boolean => {
    const day = days.has(wall.getUTCDate());
    const weekday = weekdays.has(wall.getUTCDay()) || (wall.getUTCDay() === 0 && weekdays.has(7));
    const date = anyDay ? weekday : anyWeekday ? day : day || weekday;
    return (
      minutes.has(wall.getUTCMinutes()) && hours.has(wall.getUTCHours()) && months.has(wall.getUTCMonth() + 1) && date
    );
  };
  const everyHour = Array.from({ length: 24 }, (_, hour) => hour).every((hour) => hours.has(hour));
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  const clock = (instant: number) => Date.parse(`${format.format(instant).replace(" ", "T")}Z`);

  const shown = new Set<number>();
  const fires = new Set<number>();
  let before = clock(from - 2 * DAY);
  for (let instant = from - 2 * DAY + MINUTE; instant <= to; instant += MINUTE) {
    const now = clock(instant);
    if (now < before) for (let wall = now; wall <= before; wall += MINUTE) shown.add(wall);
    for (let leapt = before + MINUTE; leapt < now; leapt += MINUTE) {
      if (matches(new Date(leapt))) fires.add(instant + (leapt - before - MINUTE));
    }
    if (matches(new Date(now)) && (everyHour || !shown.has(now))) fires.add(instant);
    shown.delete(now);
    before = now;
  }
  return [...fires]
    .filter((time) => time > from && time <= to)
    .sort((one, other) => one - other)
    .map((time) => new Date(time).toISOString());
}

type Values = Set<number>;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const BOUNDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

function allowed(field: string, place: number): Values {
  const values = new Set<number>();
  for (const item of field.split(",")) {
    const [range, step = "1"] = item.split("/") as [string, string?];
    const [low, high] = range === "*" ? BOUNDS[place]! : (range.split("-").map(Number) as [number, number?]);
    for (let value = low; value <= (high ?? low); value += Number(step)) values.add(value);
  }
  return values;
}
