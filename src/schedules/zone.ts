/** There is no time zone of such a name. */
export class ZoneError extends Error {}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A time zone by its IANA name, e.g. `Europe/Berlin`. */
export class Zone {
  private constructor(private readonly format: Intl.DateTimeFormat) {}

  static named(name: string): Zone {
    const known = formats.get(name.toLowerCase()); // in whatever case: there are no more of them than zones
    if (known) return new Zone(known);
    if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) throw new ZoneError(); // `+02:00` is an offset, no zone
    try {
      const format = new Intl.DateTimeFormat("en-US", {
        timeZone: name,
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
      });
      formats.set(name.toLowerCase(), format);
      return new Zone(format);
    } catch {
      throw new ZoneError();
    }
  }

  /** What a clock there shows at an instant, in milliseconds as if it were UTC's; whole seconds. */
  wallAt(instant: number): number {
    const parts: Record<string, string> = {};
    for (const { type, value } of this.format.formatToParts(instant)) parts[type] = value;
    const { year, month, day, hour, minute, second } = parts;
    return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  }

  /** How far its clock is ahead of UTC's, in milliseconds. */
  offsetAt(instant: number): number {
    const second = Math.floor(instant / 1000) * 1000;
    return this.wallAt(second) - second;
  }
}
