import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import { detect } from "../generate-pii-tags/detect.js";
import { PiiKind } from "../generate-pii-tags/pii-kind.js";
import type { Industry } from "../vocabulary/industry.js";
import { KINDS_OF_PERSONAL_DATA, type KindOfPersonalData } from "./kinds-of-personal-data.js";
import { SensitivityLevel } from "./level.js";
import type { Reason } from "./reason.js";

/** Personal data in a column: a kind, as in `PII.Email`. */
export interface PersonalDatum {
  readonly kind: string;
  readonly source: string;
  readonly weight: number;
}

/** A kind that a person made up is protected like the common ones. */
const UNKNOWN: KindOfPersonalData = { level: SensitivityLevel.CONFIDENTIAL, holds: "personal data", identifies: "no" };

const isKnown = (kind: string): kind is PiiKind => Object.hasOwn(KINDS_OF_PERSONAL_DATA, kind);

const kindOf = (kind: string): KindOfPersonalData => (isKnown(kind) ? KINDS_OF_PERSONAL_DATA[kind] : UNKNOWN);

export const identifies = ({ kind }: PersonalDatum): KindOfPersonalData["identifies"] => kindOf(kind).identifies;

export type PersonalData = ReadonlyMap<string, readonly PersonalDatum[]>;

/** Of each column, as it is tagged. */
export function taggedPersonalData({ columns }: TableFacts): PersonalData {
  return new Map(
    columns.map(({ name: column, annotations }) => {
      const tags = annotations.filter(isPersonalDataTag);
      const data = tags.map(({ name, confidence }) => ({
        kind: name.slice(PII.length),
        source: `tag ${name}`,
        weight: confidence,
      }));
      return [column, data];
    }),
  );
}

const LEAST_PROBABILITY = 0.7;
/** Nobody has looked at a value. */
const TRUST = 0.9;

/** Of each column, as names, types and keys alone suggest: for tables in which nobody has looked for it. */
export function suspectedPersonalData(facts: TableFacts, industries: ReadonlySet<Industry>): PersonalData {
  const options = { confidenceThreshold: LEAST_PROBABILITY, kinds: new Set(Object.values(PiiKind)), industries };
  return new Map(
    detect(facts, undefined, options).map(({ column, tag }) => {
      const weight = tag ? Math.round(100 * TRUST * tag.probability) / 100 : 0;
      return [column, tag ? [{ kind: tag.kind, source: "names, types and keys", weight }] : []];
    }),
  );
}

const PII = "PII.";

export const isPersonalDataTag = ({ kind, name }: { kind: ProposedChangeKind; name: string }): boolean =>
  kind === ProposedChangeKind.TAG && name.startsWith(PII);

/** What personal data in a column comes to, in a table of which that is known. */
export function personalReasons(
  data: readonly PersonalDatum[],
  table: { readonly namesPeople: boolean; readonly industries: ReadonlySet<Industry> },
): Reason[] {
  return data.flatMap(({ kind, source, weight }) => {
    const { level, holds, beside, raised } = kindOf(kind);
    const reasons: Reason[] = [{ level, source, detail: `it holds ${holds}`, weight }];
    if (beside && table.namesPeople) reasons.push({ level: beside.to, source, detail: beside.why, weight });
    if (raised?.in.some((industry) => table.industries.has(industry))) {
      reasons.push({ level: raised.to, source: "industry", detail: raised.why, weight });
    }
    return reasons;
  });
}
