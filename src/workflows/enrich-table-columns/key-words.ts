import type { Evidence } from "../../assets/changes/change.model.js";
import { capitalised, list } from "../wording/english.js";
import { nameInText } from "../wording/inert-text.js";
import { repeats } from "../wording/own-name.js";
import { readInTable } from "../wording/read-in-table.js";
import { because } from "../wording/statement.js";
import type { ColumnReading } from "./column-reading.js";

/** What a text is made of, before it is a finding. */
export interface Said {
  readonly value: string;
  readonly confidence: number;
  readonly summary: string;
  readonly evidence: readonly Evidence[];
}

/** Of columns that identify or refer: what keys say. */
export const keyWords = (reading: ColumnReading): Said | undefined =>
  referring(reading) ?? identifying(reading) ?? seeming(reading);

function referring(reading: ColumnReading): Said | undefined {
  const { reference, one, column, keys } = reading;
  if (!reference) return undefined;
  const { key, target, entity, label, role, verbal, self } = reference;
  const others = key.columns.filter((name) => name !== column.name);
  const together = others.length === 0 ? "" : `, together with ${list(others.map(nameInText))}`;
  const to = self ? (entity === null ? "another row of this table" : `another ${entity}`) : nameInText(target);
  const tells = label !== null && readInTable(column.name, reading.entity.tongue).english === 1;
  const as = (self && (role === null || verbal)) || !tells || repeats(label, reading.entity) ? null : label;
  const said = verbal ? ` ("${role}")` : "";
  const part = keys.primary?.includes(column.name) && keys.primary.length > 1 ? "; part of the primary key" : "";
  if (keys.primary?.length === 1 && keys.primary[0] === column.name)
    return {
      value: `Identifies the row; refers to ${to}.`,
      confidence: 0.95,
      summary: "The primary key, and a foreign key.",
      evidence: [because("foreign key", `${nameInText(column.name)} refers to ${nameInText(target)}.`, 0.95)],
    };
  const lead =
    as !== null && one !== null && others.length === 0
      ? `${titled(as)} of the ${one}; refers`
      : role !== null && !verbal && tells
        ? `${titled(role)}; refers`
        : "Refers";
  return {
    value: `${lead} to ${to}${said}${together}${part}.`,
    confidence: role === null ? 0.95 : 0.9,
    summary: "A foreign key.",
    evidence: [
      because("foreign key", `${key.columns.map(nameInText).join(", ")} refers to ${nameInText(target)}.`, 0.95),
    ],
  };
}

function identifying({ keys, column, one, entity, facts }: ColumnReading): Said | undefined {
  if (keys.primary?.length !== 1 || keys.primary[0] !== column.name) return undefined;
  const numbered = column.identity !== null || /^nextval\(/.test(column.defaultExpression ?? "");
  const what = one ?? (entity.one === null || facts.kind === "VIEW" ? "row" : entity.one);
  const evidence = [because("primary key", "The column alone is the primary key.", 0.95)];
  if (numbered) evidence.push(because("default", "Numbers come from a sequence.", 0.5));
  return {
    value: `Identifies the ${what}${numbered ? "; numbered by the database" : ""}.`,
    confidence: 0.95,
    summary: "The primary key.",
    evidence,
  };
}

function seeming({ undeclared }: ColumnReading): Said | undefined {
  if (!undeclared) return undefined;
  return {
    value: `By name and type a reference to ${nameInText(undeclared.target)}; no foreign key is declared.`,
    confidence: 0.65,
    summary: "The column has the name and the type of another table's key.",
    evidence: [because("column name", `Like the key of ${nameInText(undeclared.target)}.`, 0.5)],
  };
}

/** A role may begin with a quoted preposition: `"from" warehouse`. */
const titled = (role: string): string => (role.startsWith('"') ? `The ${role}` : capitalised(role));
