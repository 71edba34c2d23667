import { Cron } from "./cron.js";
import { Zone } from "./zone.js";

const HOUR = 3_600_000;
/** No clock is further from UTC: a change of the clock that concerns a time lies within this much of it. */
const FURTHEST = 16 * HOUR;
/** Missed times are counted up to here. */
const MOST_MISSED = 1_000;

export interface Due {
  readonly latest: Date;
  /** Times before it that have passed as well. */
  readonly missed: number;
}

/**
 * When a cron expression fires by the clock of a time zone. Where that clock is changed:
 * - a time that it leaps over fires as much later as it leaps: 02:30 at 03:30, which is when 02:30 would have been;
 * - a time that it shows twice fires the first time, but both times where the expression asks for every hour.
 */
export class FireTimes {
  private readonly cron: Cron;
  private readonly zone: Zone;

  /** Throws CronError or ZoneError. */
  constructor(
    expression: string,
    timezone: string,
    private readonly start: Date | null,
  ) {
    this.cron = Cron.parse(expression);
    this.zone = Zone.named(timezone);
  }

  /** The first time after `instant`, and not before the start. */
  next(instant: Date): Date {
    const after = Math.max(instant.getTime(), (this.start?.getTime() ?? -Infinity) - 1);
    let best = Infinity;
    for (const wall of this.cron.after(after + this.leastOffset(after))) {
      const [low, high] = this.offsetsAround(wall);
      for (const time of this.instantsOf(wall, low, high)) {
        if (time > after && time < best) best = time;
      }
      // What comes later on the clock can't come before this any more.
      if (wall - high >= best) break;
    }
    return new Date(best);
  }

  upcoming(instant: Date, count: number): Date[] {
    const times: Date[] = [];
    while (times.length < count) times.push(this.next(times.at(-1) ?? instant));
    return times;
  }

  /** The latest of the times from `first`, which is one, to `now`. */
  due(first: Date, now: Date): Due {
    let missed = 0;
    for (let latest = first; ; missed++) {
      const next = this.next(latest);
      if (next > now) return { latest, missed };
      if (missed === MOST_MISSED) return { latest: this.latest(now), missed };
      latest = next;
    }
  }

  /** The last time up to `now`, by looking back further and further. */
  private latest(now: Date): Date {
    for (let back = HOUR; ; back *= 2) {
      let time = this.next(new Date(now.getTime() - back));
      if (time > now) continue;
      for (let next = this.next(time); next <= now; next = this.next(next)) time = next;
      return time;
    }
  }

  /** The instants at which the clock shows a time: none where it leaps over it, two where it is put back. */
  private instantsOf(wall: number, low: number, high: number): number[] {
    if (low === high) return [wall - low];
    const shown = [wall - high, wall - low].filter((time) => this.zone.offsetAt(time) === wall - time);
    if (shown.length === 0) return [wall - low];
    return this.cron.everyHour ? shown : shown.slice(0, 1);
  }

  /** The offset before and the one after a change nearby, the smaller one first. */
  private offsetsAround(wall: number): [number, number] {
    const [one, other] = [this.zone.offsetAt(wall - FURTHEST), this.zone.offsetAt(wall + FURTHEST)];
    return one < other ? [one, other] : [other, one];
  }

  /** So that the search begins before everything that may come after `instant`. */
  private leastOffset(instant: number): number {
    const offsets = [instant - 2 * FURTHEST, instant, instant + 2 * FURTHEST].map((time) => this.zone.offsetAt(time));
    return Math.min(...offsets);
  }
}
