import { isLog } from "../wording/column-role.js";
import { isParticiple } from "../wording/english.js";
import { withoutOwn } from "../wording/own-name.js";
import type { ColumnReading } from "./column-reading.js";
import { whose } from "./whose.js";

/** Participles that say how a date is meant rather than what happened: `required_date`. */
const PLANNED = new Set(
  "required expected scheduled estimated planned promised requested needed calculated adjusted".split(" "),
);

/** `When the order was shipped`. */
export function eventWords(reading: ColumnReading): string | undefined {
  const { name, one, pair, family, entity } = reading;
  if (family !== "timestamp" && family !== "date") return undefined;
  const it = `the ${one ?? pair ?? "row"}`;
  const words = withoutOwn(name.words, entity).filter((word) => word !== "UTC");
  const bare =
    words.length > 1 && /^(at|on|date|time|timestamp|datetime)$/.test(words.at(-1)!) ? words.slice(0, -1) : words;
  const dated = bare.length > 1 && bare[0] === "date" ? bare.slice(1) : bare;
  // `newest_comment_time_at` names its type twice.
  const done = dated.length > 1 && bare.length < words.length && dated.at(-1) === "time" ? dated.slice(0, -1) : dated;
  const said = done.join(" ");
  if (isLog(entity.head) && /^(changed|modified|updated)$/.test(said)) return "when the change was made";
  // `ordered_at` of an order.
  if (one !== null && done.length === 1 && isParticiple(said) && isSameAct(said, entity.head))
    return `${family === "date" ? "date" : "time"} of ${it}`;
  if (/^(starts|ends|begins|expires|closes|opens)$/.test(said)) return `when ${it} ${said}`;
  const ends = /^(.+) (starts|ends|begins|expires)$/.exec(said);
  if (ends) return `when the ${ends[1]} ${ends[2]}`;
  const planned = PLANNED.has(said) && words.at(-1) === "date";
  if (PERSONAL.has(said) && !PEOPLE.has(entity.head))
    return `${family === "date" ? "date" : "time"} ${said}, for ${it}`;
  if (said === "deceased") return `when ${it} died`;
  if (done.length === 1 && isParticiple(said) && !planned)
    return `when ${it} ${INTRANSITIVE.has(said) ? said : `was ${said}`}`;
  if (done.length === 2 && /^(last|first)$/.test(done[0]!) && isParticiple(done[1]!)) return `when ${it} was ${said}`;
  if (/^(valid|effective) (from|since)$/.test(said)) return "start of validity";
  if (said === "since") return `start date${whose(reading)}`;
  if (/^(valid|effective) (to|until|through|till)$/.test(said)) return "end of validity";
  if (said === "from") return `start of the period${one === null ? "" : ` of the ${one}`}`;
  if (/^(to|until)$/.test(said)) return `end of the period${one === null ? "" : ` of the ${one}`}`;
  if (/^(at|on)$/.test(words.at(-1)!)) return `time of ${said}${whose(reading)}`;
  return undefined;
}

/** What is done to people rather than to what a row may be. */
const PERSONAL = new Set("admitted discharged hired deceased born married dismissed employed".split(" "));
const PEOPLE = new Set(
  "patient employee staff person customer client user member student guest worker contractor candidate applicant".split(
    " ",
  ),
);

/** `ordered` and `order`, `enrolled` and `enrolment`. */
const isSameAct = (participle: string, head: string): boolean =>
  head.length > 3 && participle.replace(/ed$/, "").slice(0, 5) === head.slice(0, Math.min(5, participle.length - 2));

/** What things do by themselves. */
const INTRANSITIVE = new Set(
  "started ended expired failed finished departed arrived occurred happened departed died completed joined".split(" "),
);
