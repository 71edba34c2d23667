import { type Finding, Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import { quotedComment } from "../wording/comment.js";
import { nameInText } from "../wording/inert-text.js";
import { because, statement } from "../wording/statement.js";
import type { ColumnReading } from "./column-reading.js";
import { keyWords } from "./key-words.js";
import { nameDescription } from "./name-description.js";
import type { Decided } from "./semantic-type.js";

/** What the column holds; a comment in the source before all else. Undefined where nothing can be said. */
export function columnDescription(reading: ColumnReading, type: Decided | undefined): Finding | undefined {
  const { column, reference } = reading;
  const kind = ProposedChangeKind.DESCRIPTION;
  const comment = quotedComment(column.comment);
  if (comment !== null) {
    const added =
      reference && !/\b(foreign key|refers? to|references)\b/i.test(comment)
        ? ` Refers to ${nameInText(reference.target)}.`
        : "";
    return statement({
      column: column.name,
      kind,
      value: `${comment}${added}`,
      confidence: 0.97,
      summary: "A comment on the column in the source says what it holds.",
      evidence: [because("comment", "The source has a comment on the column.", 1)],
      origin: Origin.SOURCE_COMMENT,
    });
  }
  const keys = keyWords(reading);
  if (keys) return statement({ column: column.name, kind, ...keys });
  const words = nameDescription(reading, type);
  if (words === undefined) return byTypeAlone(reading, type);
  return statement({ column: column.name, kind, ...words });
}

/** Of a name that says nothing: what the type or the profile shows without doubt, or nothing at all. */
function byTypeAlone({ column, name, readable }: ColumnReading, type: Decided | undefined): Finding | undefined {
  if (readable || !type || type.confidence < 0.8 || !TELLING.has(type.type)) return undefined;
  const what = TELLING.get(type.type)!;
  return statement({
    column: column.name,
    kind: ProposedChangeKind.DESCRIPTION,
    value: `${what}.`,
    confidence: 0.6,
    summary: name.meaningful
      ? "The type of the column; its name can't be read as words."
      : "The type of the column; its name says nothing.",
    evidence: type.evidence,
  });
}

const TELLING: ReadonlyMap<string, string> = new Map([
  ["time of day", "A time of day"],
  ["duration", "A duration"],
  ["json document", "A JSON document"],
  ["xml document", "An XML document"],
  ["ip address", "An IP address"],
  ["mac address", "A MAC address"],
  ["email address", "An email address"],
  ["url", "A URL"],
  ["geo-coordinate", "A place on a map"],
  ["search index", "Search terms, for full text search"],
]);
