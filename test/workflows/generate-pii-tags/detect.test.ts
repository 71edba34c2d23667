import { expect, test } from "@jest/globals";
import { detect } from "../../../src/workflows/generate-pii-tags/detect.js";
import { PiiKind } from "../../../src/workflows/generate-pii-tags/pii-kind.js";
import { fixtures, readFixture } from "./read-fixture.js";
import { f1, isPersonal, type Judged, sameKind } from "./score.js";

const OPTIONS = { confidenceThreshold: 0.8, kinds: new Set(Object.values(PiiKind)), industries: new Set<never>() };

function judged(withValues: boolean, confidenceThreshold = OPTIONS.confidenceThreshold): Judged[] {
  return fixtures().flatMap(({ database, facts, samples, labels }) =>
    detect(facts, withValues ? samples : undefined, { ...OPTIONS, confidenceThreshold }).map((verdict) => ({
      where: `${database}.${facts.name}.${verdict.column}`,
      label: labels.get(verdict.column)!,
      verdict,
    })),
  );
}

test.each([
  ["with a sample of the values", true, 0.95],
  ["by metadata only", false, 0.85],
])("personal data of two dozen domains is found %s", (_, withValues, least) => {
  const all = judged(withValues);
  expect(all.filter(({ label }) => !label.ambiguous).length).toBeGreaterThan(800);
  expect(f1(all, isPersonal)).toBeGreaterThanOrEqual(least);
  expect(f1(all, sameKind)).toBeGreaterThanOrEqual(least);
});

test("a confidence is about the share of tags that are right", () => {
  const all = [...judged(true, 0), ...judged(false, 0)].filter(({ verdict, label }) => verdict.tag && !label.ambiguous);
  for (const [low, high] of [
    [0, 0.25],
    [0.8, 0.9],
    [0.9, 1.01],
  ] as const) {
    const bin = all.filter(({ verdict: { tag } }) => tag!.probability >= low && tag!.probability < high);
    const mean = bin.reduce((sum, { verdict }) => sum + verdict.tag!.probability, 0) / bin.length;
    const right = bin.filter(({ label, verdict }) => label.kind === verdict.tag!.kind).length / bin.length;
    expect([low, Math.abs(right - mean) < 0.2, right, mean]).toEqual([low, true, right, mean]);
  }
});

test("the same facts and values give the same verdicts, whatever the order of the values", () => {
  for (const { facts, samples } of fixtures()) {
    const turned = new Map(
      [...samples].map(([name, sample]) => [name, { ...sample, values: [...sample.values].reverse() }]),
    );
    expect(JSON.stringify(detect(facts, turned, OPTIONS))).toBe(JSON.stringify(detect(facts, samples, OPTIONS)));
  }
});

test("no value comes up in a verdict", () => {
  const canary = "zq7-canary@example.com";
  const [table] = readFixture(
    "d",
    `table person\n  id integer pk : 1\n  email text : ${canary}\n  notes text : ${canary} is a person whom we know and who has told us this\n  contact jsonb : {"email": "${canary}"}\n`,
  );
  const verdicts = JSON.stringify(detect(table!.facts, table!.samples, { ...OPTIONS, confidenceThreshold: 0 }));
  expect(verdicts).toContain("Email");
  expect(verdicts).not.toContain("canary");
});

test("names in other scripts, very long, empty of letters, or like members of objects are names too", () => {
  const [table] = readFixture(
    "d",
    `table 顧客\n  電話番号 text : 03-1234-5678 | 06-1234-5678 | 052-123-4567\n  ${"х".repeat(31)} text : а\n  __ text : a\n  constructor text : b\n  имя text : Анна\n`,
  );
  expect(detect(table!.facts, table!.samples, OPTIONS).map(({ column }) => column)).toEqual(
    table!.facts.columns.map(({ name }) => name),
  );
  expect(detect(table!.facts, undefined, OPTIONS)).toHaveLength(5);
});

test("codes and reasons are health where rows name the patient, not where they are a catalogue, a press or weather", () => {
  const columns = "  code text : 44054006 | 38341003 | 195662009\n  description text : a (disorder) | b (finding)\n";
  const kinds = (text: string) => {
    const [table] = readFixture("d", text);
    return detect(table!.facts, table!.samples, OPTIONS).map(({ tag }) => tag?.kind ?? null);
  };
  expect(kinds(`table conditions\n  patient_id integer : 1\n${columns}`)).toEqual(["PersonId", "Health", "Health"]);
  expect(kinds(`table conditions\n  station_id integer : 1\n${columns}`)).toEqual([null, null, null]);
  expect(kinds(`table diagnoses\n${columns}`)).toEqual([null, null]);
  // The check digit tells a code from any other number, whatever the columns are called.
  const coded = (last: number) => `table t\n  patient integer : 1\n  c text : 4405400${last} | 38341003 | 195662009\n`;
  expect(kinds(coded(6))[1]).toBe("Health");
  expect(kinds(coded(5))[1]).toBeNull();
});

test("checks of national numbers, which throw by the thousand, leave the process's errors as they are", () => {
  const values = Array.from({ length: 100 }, (_, at) => String(100000007 + at * 7919)).join(" | ");
  const [table] = readFixture("d", `table t\n  ref text : ${values}\n`);
  const { stackTraceLimit } = Error;
  detect(table!.facts, table!.samples, OPTIONS);
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

test("what a name means depends on what stands beside it", () => {
  const kinds = (table: string) => {
    const [{ facts }] = readFixture("d", table) as [ReturnType<typeof readFixture>[number]];
    return Object.fromEntries(detect(facts, undefined, OPTIONS).map(({ column, tag }) => [column, tag?.kind ?? null]));
  };
  const person = "table person\n  id integer pk\n  first_name text\n  last_name text\n";
  expect(kinds(`${person}  dob_dt char(8)\n  acct_no text\n  aba text\n`)).toMatchObject({
    dob_dt: "DateOfBirth",
    acct_no: "BankAccount",
  });
  expect(kinds(`${person}  acct_no text\n`)).toMatchObject({ acct_no: null });
  expect(kinds(`${person}  loyalty_card_no text\n`)).toMatchObject({ loyalty_card_no: "PersonId" });
  expect(kinds("table course\n  id integer pk\n  fullname text\n  shortname text\n")).toMatchObject({ fullname: null });
  const listing = "table listings\n  id integer pk\n  host_name text\n";
  expect(kinds(`${listing}  host_since date\n`)).toMatchObject({ host_name: "PersonName" });
  expect(kinds(listing)).toMatchObject({ host_name: null });
  expect(kinds("table vet_patients\n  id integer pk\n  name text\n  birth_date date\n")).toMatchObject({ name: null });
});
