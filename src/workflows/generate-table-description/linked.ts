import { pluralPhrase } from "../wording/english.js";
import { nameInText } from "../wording/inert-text.js";
import type { Reference } from "../wording/reference.js";
import type { TableReading } from "./table-reading.js";

/** The references that make up the key of a table that links others. */
export const linkingReferences = ({ references, keys }: TableReading): Reference[] =>
  references.filter(({ key }) => keys.links.includes(key));

/** Whether it links rows of one and the same table. */
export const linksOneTable = (references: readonly Reference[]): boolean =>
  references.length === 2 && references[0]!.target === references[1]!.target;

/** `actors`, `films`; of one table twice `followers`, `followed`. */
export function linkedPhrases(reading: TableReading): string[] {
  const references = linkingReferences(reading);
  if (linksOneTable(references)) {
    const { entity, target } = references[0]!;
    const many = entity === null ? `rows of ${nameInText(target)}` : pluralPhrase(entity);
    const roles = references.map(({ role, label, key }) =>
      role === null ? key.columns.map(nameInText).join(", ") : label,
    );
    return [`pairs of ${many} (${roles.join(" and ")})`];
  }
  return references.map(({ entity, target }) =>
    entity === null ? `rows of ${nameInText(target)}` : pluralPhrase(entity),
  );
}
