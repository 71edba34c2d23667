import { TableKind } from "../../../src/assets/catalog/table-kind.js";
import { constraintsOf } from "../../../src/assets/catalog/update/described.js";
import type { Candidate } from "../../../src/workflows/generate-dq-rules/candidate.js";
import { type FoundRules, findRules } from "../../../src/workflows/generate-dq-rules/find-rules.js";
import { readSourceCatalog } from "../../../src/workflows/service-ingestion/read-source-catalog.js";
import { anySources, options, type TestSource } from "../../sources/source-fixture.js";

export interface TrialOptions {
  readonly validate?: boolean;
  readonly valuesMayLeave?: boolean;
  readonly piiTags?: ReadonlyMap<string, readonly string[]>;
  readonly more?: readonly Candidate[];
  readonly statementTimeoutMs?: number;
}

/** The rules of one table of a test's source. */
export async function rulesOf(source: TestSource, table: string, trial: TrialOptions = {}): Promise<FoundRules> {
  const { validate = true, valuesMayLeave = true, piiTags = new Map(), more = [], statementTimeoutMs = 30_000 } = trial;
  const session = await anySources().open(source.target(), options({ statementTimeoutMs }));
  try {
    const { tables } = await readSourceCatalog(session, source.database.name, null);
    const described = tables.find(({ name, kind }) => name === table && kind !== TableKind.VIEW);
    const input = {
      schema: "public",
      name: table,
      constraints: described ? constraintsOf(described) : [],
      piiTags,
      valuesMayLeave,
    };
    return await findRules(session, input, validate, more);
  } finally {
    await session.close();
  }
}

/** Short: the kind and what it is about. */
export const inShort = ({ rules }: FoundRules): string[] =>
  rules.map(({ definition }) => {
    const { kind, ...rest } = definition;
    return `${kind} ${JSON.stringify(rest)}`;
  });

export const ofKind = (found: FoundRules, kind: string): string[] =>
  inShort(found)
    .filter((text) => text.startsWith(`${kind} `))
    .map((text) => text.slice(kind.length + 1))
    .toSorted();
