import { describe, expect, test } from "@jest/globals";
import { TableKind } from "../../../src/assets/catalog/table-kind.js";
import type { TableFacts } from "../../../src/assets/facts/table-facts.js";
import type { ColumnProfile } from "../../../src/assets/profile.model.js";
import { ProfilingMode } from "../../../src/assets/profile.model.js";
import { dqFindings } from "../../../src/workflows/generate-dq-tags/dq-findings.js";
import { factsOf } from "../hand-made-facts.js";

const key = (...columns: string[]) => ({ kind: "PRIMARY_KEY", name: "key", columns }) as const;
const refers = (column: string, table: string, target = "id") =>
  ({
    kind: "FOREIGN_KEY",
    name: "reference",
    columns: [column],
    target: { schema: "public", table, columns: [target] },
    definition: "",
  }) as const;
const related = (name: string, constraints: TableFacts["constraints"], columns: Record<string, string> = {}) => ({
  schema: "public",
  name,
  kind: TableKind.TABLE,
  comment: null,
  constraints,
  columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
});

/** A profile that says what the test needs of each column. */
function profile(
  rowCount: number,
  takenAt: string,
  columns: Record<string, Partial<ColumnProfile>>,
): TableFacts["profile"] {
  const whole = Object.entries(columns).map(([name, figures]) => ({
    name,
    declaredType: "text",
    rowCount,
    nullCount: 0,
    distinctCount: rowCount,
    length: null,
    blankCount: null,
    paddedCount: null,
    formats: [],
    shapes: [],
    outliers: null,
    min: null,
    max: null,
    firstQuartile: null,
    percentile95: null,
    ...figures,
  }));
  return {
    mode: ProfilingMode.EXACT,
    rowCount,
    rowsRead: rowCount,
    sizeBytes: null,
    candidateKeys: [],
    columns: whole as unknown as ColumnProfile[],
    takenAt: new Date(takenAt),
  };
}

/** The tags of each column by its name, of the table as `table`; the most telling first. */
function tags(facts: TableFacts, industry: string | null = null): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { column, name } of dqFindings(facts, industry)) {
    const key = column ?? "table";
    found[key] = [...(found[key] ?? []), name.replace("DataQuality.", "")];
  }
  return found;
}

const reasons = (facts: TableFacts, column: string | null, tag: string): string[] =>
  dqFindings(facts, null)
    .find((finding) => finding.column === column && finding.name === `DataQuality.${tag}`)!
    .justification.evidence.map(({ detail }) => detail);

describe("keys", () => {
  const facts = factsOf("rental", {
    constraints: [key("rental_id"), refers("customer_id", "customer")],
    related: [
      related("customer", [key("id")]),
      related("payment", [refers("rental_id", "rental", "rental_id")]),
      related("staff", [key("staff_id")], { staff_id: "integer" }),
    ],
    columns: {
      rental_id: { type: "integer", nullable: false, defaultExpression: "nextval('rental_id_seq'::regclass)" },
      customer_id: { type: "integer", nullable: false },
      staff_id: "integer",
      remark: "text",
    },
  });

  test("what identifies rows, refers to others and is referred to", () => {
    expect(tags(facts)).toEqual({
      rental_id: ["Uniqueness", "Completeness", "Consistency"],
      customer_id: ["Consistency", "Completeness"],
      staff_id: ["Consistency"],
    });
    expect(reasons(facts, "rental_id", "Consistency")).toEqual(["used as a join key by payment.rental_id"]);
    expect(reasons(facts, "customer_id", "Consistency")).toEqual(["refers to customer.id"]);
    expect(reasons(facts, "staff_id", "Consistency")).toEqual(["named like the key of staff, without a foreign key"]);
  });

  test("a key of several columns is the table's, and so is a lack of keys", () => {
    const pair = factsOf("film_actor", {
      constraints: [key("a", "b")],
      columns: { a: { type: "integer", nullable: false }, b: { type: "integer", nullable: false } },
    });
    expect(tags(pair)).toMatchObject({ table: ["Uniqueness"], a: ["Completeness", "Uniqueness"] });
    expect(tags(factsOf("log", { columns: { line: "text" } }))).toEqual({ table: ["Uniqueness"] });
    expect(tags(factsOf("lines", { kind: TableKind.VIEW, columns: { line: "text" } }))).toEqual({});
  });
});

describe("values", () => {
  const of = (figures: Partial<ColumnProfile>, type = "text", name = "remark") =>
    factsOf("thing", {
      constraints: [key("other")],
      profile: profile(1000, "2026-01-01", { [name]: { declaredType: type, ...figures } }),
      columns: { [name]: type },
    });

  test("gaps that are exceptions matter; where to be empty is normal they don't", () => {
    const some = of({ nullCount: 4, distinctCount: 900 });
    expect(tags(some)).toEqual({ remark: ["Completeness"] });
    expect(reasons(some, "remark", "Completeness")).toEqual([
      "not null in 99.6 % of 1,000 rows: the gaps are exceptions",
    ]);
    expect(tags(of({ nullCount: 600, distinctCount: 400 }))).toEqual({});
    expect(reasons(of({ distinctCount: 900 }), "remark", "Completeness")).toEqual([
      "not null in 100 % of 1,000 rows, though it may be empty",
    ]);
  });

  test("to be empty is normal speaks against what names and keys say", () => {
    const facts = (nullCount: number | null): TableFacts => ({
      ...(nullCount === null ? of({}, "text", "title") : of({ nullCount, distinctCount: 100 }, "text", "title")),
      ...(nullCount === null ? { profile: null } : {}),
      constraints: [key("other"), { kind: "UNIQUE", name: "u", columns: ["title"] }],
    });
    expect(tags(facts(null)).title).toContain("Completeness");
    expect(tags(facts(600)).title).not.toContain("Completeness");
  });

  test("lists of values and forms of texts", () => {
    const list = of({ distinctCount: 5, nullCount: 500 });
    expect(reasons(list, "remark", "Validity")).toEqual(["a list of 5 values in 500 rows"]);
    const mails = of({ formats: [{ format: "EMAIL", count: 990, share: 0.99 }], nullCount: 500 });
    expect(tags(mails).remark).toContain("Validity");
    expect(tags(of({ distinctCount: 2, nullCount: 500 }, "boolean"))).toEqual({});
  });

  test("prose that differs from row to row is not meant to be unique", () => {
    const length = { min: 100, max: 400, mean: 200 };
    expect(tags(of({ nullCount: 500, distinctCount: 500, length }, "text", "code"))).toEqual({});
    expect(
      tags(of({ nullCount: 500, distinctCount: 500, length: { min: 8, max: 8, mean: 8 } }, "text", "code")),
    ).toEqual({
      code: ["Uniqueness"],
    });
  });

  test("a profile of another type of the column says nothing", () => {
    const facts = of({ nullCount: 4 });
    expect(tags({ ...facts, columns: [{ ...facts.columns[0]!, type: "jsonb" }] })).toEqual({});
  });
});

describe("names", () => {
  test("money, forms, lists and references", () => {
    const facts = factsOf("invoice", {
      constraints: [key("id")],
      columns: { amount: "numeric(10,2)", amount_note: "text", status: "text", category_id: "text", email: "text" },
    });
    expect(tags(facts)).toEqual({
      amount: ["Accuracy"],
      status: ["Validity"],
      category_id: ["Consistency"],
      email: ["Validity", "Accuracy"],
    });
    expect(reasons(facts, "amount", "Accuracy")[0]).toBe("the numbers are money");
  });

  test("the industry weighs in, and is not repeated", () => {
    const facts = factsOf("item", { constraints: [key("id")], columns: { units_in_stock: "integer" } });
    const [plain, retail] = [null, "Retail CANARY"].map((industry) => dqFindings(facts, industry));
    expect(retail![0]!.confidence).toBeGreaterThan(plain![0]!.confidence);
    expect(JSON.stringify(retail)).not.toContain("CANARY");
  });
});

describe("columns together", () => {
  test("times in order, a whole and its parts, two columns for one flag, a copy of another table's", () => {
    const facts = factsOf("order_line", {
      constraints: [key("id"), refers("product_id", "product", "product_id")],
      related: [related("product", [key("product_id")], { unit_price: "numeric", name: "text" })],
      columns: {
        start_date: "date",
        end_date: "date",
        seen: "date",
        total: "numeric",
        tax: "numeric",
        active: "integer",
        activebool: "boolean",
        product_id: "integer",
        unit_price: "numeric",
        name: "text",
      },
    });
    const why = (column: string) => reasons(facts, column, "Consistency");
    expect(why("start_date")).toEqual(["should not be after end_date of the same row"]);
    expect(why("end_date")).toEqual(["should not be before start_date of the same row"]);
    expect(why("total")).toEqual(["has to agree with tax, unit_price"]);
    expect(why("active")).toEqual(["activebool seems to say the same"]);
    expect(why("unit_price")).toContain("product.unit_price is named the same: a copy of a value kept elsewhere");
    expect(tags(facts).name).toBeUndefined();
  });
});

describe("time", () => {
  const times = (earliest: string, quarter: string, late: string, latest: string) => ({
    declaredType: "timestamp without time zone",
    min: earliest,
    firstQuartile: quarter,
    percentile95: late,
    max: latest,
  });
  const at = (takenAt: string) =>
    factsOf("visit", {
      constraints: [key("id")],
      profile: profile(1000, takenAt, {
        seen: times("2025-01-01 00:00:00", "2025-02-15 00:00:00", "2025-06-20 00:00:00", "2025-07-01 12:00:00"),
        last_update: times("2025-01-05", "2025-03-01", "2025-07-10", "2025-07-22 12:00:00.123"),
        odd: times("-infinity", "2025-02-15", "2025-06-20", "9999-12-31"),
        birth_date: times("2024-01-01", "2024-02-15", "2026-06-20", "2026-07-01"),
      }),
      columns: {
        seen: "timestamp without time zone",
        last_update: "timestamp without time zone",
        odd: "timestamp without time zone",
        birth_date: "timestamp without time zone",
      },
    });

  test("rhythm and end are told by the data alone: profiling again changes nothing", () => {
    const facts = at("2026-01-01");
    expect(reasons(facts, "seen", "Timeliness")).toEqual([
      "about 6 values a day over 6 months, until 3 weeks before the latest time in the table",
    ]);
    expect(reasons(facts, "last_update", "Timeliness")).toContain("the time of the row's last change");
    expect(tags(facts).table).toEqual(["Timeliness"]);
    expect(tags(facts).birth_date ?? []).not.toContain("Timeliness");
    expect(dqFindings(at("2031-05-05"), null)).toEqual(dqFindings(facts, null));
  });

  test("a slip among the times does not move the end", () => {
    expect(reasons(at("2026-01-01"), "odd", "Timeliness")[0]).toMatch(
      /^about 8 values a day over 4 months, until 5 weeks/,
    );
  });

  test("no time of the data is in the words", () => {
    expect(JSON.stringify(dqFindings(at("2026-01-01"), null))).not.toMatch(/2025|2026/);
  });
});

test("without a profile it says that one would tell more", () => {
  const facts = factsOf("t", { constraints: [key("id")], columns: { id: { type: "integer", nullable: false } } });
  expect(dqFindings(facts, null)[0]!.justification.summary).toBe(
    "Uniqueness matters: the primary key. The table has no profile yet; one would tell more.",
  );
});
