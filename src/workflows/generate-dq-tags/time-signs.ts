import { DqDimension } from "../../quality/rule.model.js";
import { Phrases } from "../vocabulary/name-words.js";
import { count, lengthOfTime } from "./in-words.js";
import type { Sign, SignReader } from "./sign.js";
import type { SignedColumn, SignedTable } from "./signed-table.js";

const CHANGED = new Phrases(
  "last update, last updated, updated, updated at, update date, update time, modified, modified at, modified date, last modified, last change, changed, changed at, mtime, rowversion, refreshed, synced, synced at, loaded at, geandert, aktualisiert, modifie, actualizado, modificado, atualizado",
);
const RECORDED = new Phrases(
  "created, created at, create date, create time, creation date, inserted, inserted at, recorded, timestamp, event time, erstellt, cree, creado, criado",
);
/** Times that say nothing about how fresh a row is. */
const OF_THINGS = new Phrases(
  "birth, birthday, birth date, date of birth, dob, hire date, hired, expiry, expires, expiration, valid, due, required, deadline, founded, release, released, death, geburtsdatum, naissance, nacimiento, nascimento",
);
const DAY = 86_400_000;
const ENOUGH_ROWS = 50;
const ENOUGH_DAYS = 7;

/** How much it matters that a column is recent. All times are measured against others of the data, never against a clock. */
export const timeSigns: SignReader = (table) => {
  const latest = latestOf(table);
  return (signed) => {
    const { family, words, column } = signed;
    if (family !== "time" || OF_THINGS.in(words) || signed.personal.has("DateOfBirth")) return [];
    const signs: Sign[] = [];
    const add = (source: string, detail: string, weight: number) =>
      signs.push({ dimension: DqDimension.TIMELINESS, source, detail, weight });
    if (CHANGED.in(words)) add("column name", "the time of the row's last change", 0.75);
    else if (RECORDED.in(words)) add("column name", "the time when the row was written", 0.5);
    if (isNow(column.defaultExpression)) add("default", "set to the present time when a row is written", 0.3);
    const rhythm = rhythmOf(signed, latest);
    if (rhythm) add("profile", rhythm, 0.5);
    return signs;
  };
};

const isNow = (expression: string | null): boolean =>
  expression !== null &&
  /\b(now|clock_timestamp|current_timestamp|current_date|localtimestamp|statement_timestamp)\b/i.test(expression);

/** How often new values came, and how far back of the table's latest time they end; undefined where that can't be said. */
function rhythmOf(signed: SignedColumn, latest: number): string | undefined {
  const { profile } = signed;
  const range = rangeOf(signed);
  if (!profile || !range) return undefined;
  const values = profile.rowCount - profile.nullCount;
  const days = (range.latest - range.earliest) / DAY;
  if (values < ENOUGH_ROWS || days < ENOUGH_DAYS || values < days) return undefined;
  const daily = count(values / days);
  const long = lengthOfTime(range.latest - range.earliest);
  const rhythm = `about ${daily === "1" ? "one value" : `${daily} values`} a day over ${long}`;
  const behind = lengthOfTime(latest - range.latest);
  return `${rhythm}, ${behind ? `until ${behind} before` : "up to"} the latest time in the table`;
}

function latestOf({ columns }: SignedTable): number {
  const known = columns.filter(({ words }) => !OF_THINGS.in(words)).map(rangeOf);
  return Math.max(...known.map((range) => range?.latest ?? Number.NEGATIVE_INFINITY));
}

interface Range {
  readonly earliest: number;
  readonly latest: number;
}

/** So many times the middle of the values, a smallest or largest one is a slip rather than the end of the range. */
const FAR_OFF = 3;

function rangeOf({ family, profile }: SignedColumn): Range | undefined {
  if (family !== "time" || !profile) return undefined;
  const { min, firstQuartile, percentile95, max } = profile;
  const [first, quarter, late, last] = [min, firstQuartile, percentile95, max].map(readTime);
  if (quarter === undefined || late === undefined) return undefined;
  const reach = FAR_OFF * (late - quarter);
  const isNear = (time: number | undefined, from: number): time is number =>
    time !== undefined && Math.abs(time - from) <= reach;
  return { earliest: isNear(first, quarter) ? first : quarter, latest: isNear(last, late) ? last : late };
}

/** As PostgreSQL prints times of our era; infinity and the like are none. */
const PRINTED = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)?([+-]\d\d(?::?\d\d)?|Z)?)?$/;

function readTime(text: string | null): number | undefined {
  const match = PRINTED.exec(text ?? "");
  if (!match) return undefined;
  const [year, month, day, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) => Number(part ?? 0));
  return Date.UTC(year!, month! - 1, day!, hour, minute, second);
}
