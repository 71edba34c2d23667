import type { TableFacts } from "../../assets/facts/table-facts.js";
import { type Industry, industriesOf } from "../vocabulary/industry.js";
import { isNamedAfterPeople } from "../vocabulary/people.js";
import { isReferenceData } from "../vocabulary/reference-data.js";
import {
  identifies,
  isPersonalDataTag,
  type PersonalData,
  suspectedPersonalData,
  taggedPersonalData,
} from "./personal-data.js";

/** A table, and what the levels of its columns depend on. */
export interface SensitiveTable {
  readonly facts: TableFacts;
  readonly industries: ReadonlySet<Industry>;
  /** Whether a run looked for personal data in it, or a person tagged some. */
  readonly isSearched: boolean;
  readonly personalData: PersonalData;
  /** Whether its rows say who somebody is. */
  readonly namesPeople: boolean;
  /** Whether its rows are about people, or refer to some. */
  readonly aboutPeople: boolean;
  readonly referenceData: boolean;
}

/** What is known beside the facts. */
export interface Known {
  readonly industryInfo: string | null | undefined;
  /** Whether a run has looked for personal data in the table. */
  readonly wasSearched: boolean;
}

export function sensitiveTable(facts: TableFacts, { industryInfo, wasSearched }: Known): SensitiveTable {
  const isSearched = wasSearched || facts.columns.some(({ annotations }) => annotations.some(isPersonalDataTag));
  const industries = industriesOf(industryInfo);
  const personalData = isSearched ? taggedPersonalData(facts) : suspectedPersonalData(facts, industries);
  const all = [...personalData.values()].flat();
  const refersToPeople = facts.constraints.some(
    (constraint) => constraint.kind === "FOREIGN_KEY" && isNamedAfterPeople(constraint.target.table),
  );
  return {
    facts,
    industries,
    isSearched,
    personalData,
    namesPeople: all.some((datum) => identifies(datum) === "alone"),
    aboutPeople: all.length > 0 || refersToPeople || isNamedAfterPeople(facts.name),
    referenceData: all.length === 0 && isReferenceData(facts),
  };
}
