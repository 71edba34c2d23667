import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { LIMITS } from "../../src/gateway/limits.js";
import { startTestGateway, type TestGateway } from "./support/test-gateway.js";

/** Far more than any refusal takes, on a machine that does other things as well. */
const SOON_MS = 3_000;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const many = (count: number, text: (n: number) => string) => Array.from({ length: count }, (_, n) => text(n)).join(" ");
const nested = (depth: number) => `{ thing ${"{ inner ".repeat(depth - 2)}{ n }${" }".repeat(depth - 2)} }`;

async function refused(query: string, variables?: object): Promise<string> {
  const start = Date.now();
  const { status, body } = await gateway.post({ query, variables });
  expect(Date.now() - start).toBeLessThan(SOON_MS);
  expect(status).toBe(400);
  expect(body.data).toBeUndefined();
  expect(body.errors!.length).toBeLessThanOrEqual(LIMITS.errors + 1);
  for (const { extensions } of body.errors!) expect(extensions).toEqual({ code: "INVALID_REQUEST" });
  return body.errors!.map(({ message }) => message).join("\n");
}

async function answered(query: string, variables?: object): Promise<void> {
  const { status, body } = await gateway.post({ query, variables });
  expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined });
}

describe("depth", () => {
  test("up to the limit is answered, beyond it is not", async () => {
    await answered(nested(LIMITS.depth));
    expect(await refused(nested(LIMITS.depth + 1))).toContain("nested too deeply");
  });

  test("is seen through fragments", async () => {
    const chain = many(LIMITS.depth, (n) => `fragment F${n} on Thing { inner { ${n ? `...F${n - 1}` : "n"} } }`);
    expect(await refused(`{ thing { ...F${LIMITS.depth - 1} } } ${chain}`)).toContain("nested too deeply");
    const inline = `{ thing { ${"... on Thing { inner { ".repeat(20)} n ${"} }".repeat(20)} } }`;
    expect(await refused(inline)).toContain("nested too deeply");
  });

  test("of thousands ends in the parser, not in its stack", async () => {
    const message = await refused(`{ thing ${"{ inner ".repeat(5_000)}{ n }${" }".repeat(5_000)} }`);
    expect(message).toMatch(/token/i);
    expect(message).not.toContain("call stack");
  });
});

describe("aliases", () => {
  test("up to the limit are answered, beyond it are not", async () => {
    await answered(`{ ${many(LIMITS.aliases, (n) => `a${n}: open`)} }`);
    expect(await refused(`{ ${many(LIMITS.aliases + 1, (n) => `a${n}: open`)} }`)).toContain("too many aliases");
    await refused(`{ ${many(10_000, (n) => `a${n}: open`)} }`);
  });

  test("of __typename count too", async () => {
    await refused(`{ ${many(101, (n) => `a${n}: __typename`)} }`);
  });

  test("are counted each time that their fragment is spread", async () => {
    const body = many(10, (n) => `a${n}: n`);
    expect(await refused(`{ ${many(4, (n) => `x${n}: thing { ...F }`)} } fragment F on Thing { ${body} }`)).toContain(
      "too many aliases",
    );
  });
});

describe("repeated fields", () => {
  test("up to the limit are answered, beyond it are not", async () => {
    await answered(`{ ${many(LIMITS.repeats + 1, () => "open")} }`);
    expect(await refused(`{ ${many(LIMITS.repeats + 2, () => "open")} }`)).toContain("repeats too many fields");
    await refused(`{ ${many(500, () => "__typename")} }`);
    await refused(`{ ${many(50_000, () => "open")} }`);
  });

  test("are seen through fragments", async () => {
    expect(await refused(`{ ${many(60, () => "... on Query { open }")} }`)).toContain("repeats too many fields");
    expect(await refused(`{ ${many(60, () => "...F")} } fragment F on Query { open }`)).toContain(
      "repeats too many fields",
    );
  });
});

describe("directives", () => {
  test("up to the limit are answered, beyond it are not", async () => {
    await answered(
      `{ ${many(LIMITS.directives, (n) => `${n < 10 ? "open" : "thing { n }"} @include(if: true)`)} }`.replaceAll(
        "thing { n } @include(if: true)",
        "thing @include(if: true) { n }",
      ),
    );
    const skips = many(LIMITS.directives + 1, (n) => `a${n}: open @skip(if: true)`);
    expect(await refused(`{ ${skips} }`)).toContain("too many directives");
  });

  test("that do not exist answer few errors, however many they are", async () => {
    for (const count of [10, 500]) {
      const { body } = await gateway.post({ query: `{ open ${"@aa".repeat(count)} }` });
      expect(body.errors!.length).toBeLessThan(10);
      expect(body.errors![0]!.extensions.code).toBe("INVALID_REQUEST");
    }
  });
});

describe("cost", () => {
  const pages = (depth: number, size: string) =>
    `${"things(first: SIZE) { nodes { ".repeat(depth)} n ${"} }".repeat(depth)}`.replaceAll("SIZE", size);

  test("pages within pages within pages are too much, small ones are not", async () => {
    await answered(`{ thing { ${pages(2, "100")} } }`);
    expect(await refused(`{ thing { ${pages(3, "100")} } }`)).toContain("smaller pages");
    await answered(`{ thing { ${pages(3, "5")} } }`);
  });

  test("is reckoned with the variables of each request, also of a query that was seen before", async () => {
    const query = `query($size: Int) { thing { ${pages(3, "$size")} } }`;
    await answered(query, { size: 5 });
    expect(await refused(query, { size: 100 })).toContain("smaller pages");
    expect(await refused(query, { size: 1_000_000_000 })).toContain("smaller pages");
    await answered(query, { size: -1 });
    await answered(query.replace("$size: Int", "$size: Int = 5"));
    expect(await refused(query.replace("$size: Int", "$size: Int = 100"))).toContain("smaller pages");
  });

  test("is seen through fragments", async () => {
    const query =
      "{ thing { ...A } } fragment A on Thing { things(first: 100) { nodes { ...B } } } fragment B on Thing { things(first: 100) { nodes { ...C } } } fragment C on Thing { things(first: 100) { nodes { n } } }";
    expect(await refused(query)).toContain("smaller pages");
  });
});

describe("documents made to be hard to check", () => {
  test("fragments that spread each other twice", async () => {
    const chain = many(60, (n) => `fragment F${n} on Thing { a: inner { ...F${n + 1} } b: inner { ...F${n + 1} } }`);
    await refused(`{ thing { ...F0 } } ${chain} fragment F60 on Thing { n }`);
    const flat = many(60, (n) => `fragment F${n} on Thing { ...F${n + 1} ...F${n + 1} }`);
    await refused(`{ thing { ...F0 } } ${flat} fragment F60 on Thing { n }`);
  });

  test("a fragment within itself", async () => {
    const { body } = await gateway.post({ query: "{ thing { ...F } } fragment F on Thing { inner { ...F } }" });
    expect(body.errors![0]!.message).toContain("within itself");
  });

  test("many selections that must be compared", async () => {
    const level = (depth: number): string =>
      depth === 0 ? "n" : `inner { ${level(depth - 1)} } inner { ${level(depth - 1)} }`;
    expect(await refused(`{ thing { ${level(8)} } }`)).toContain("repeats too many fields");
    const fragments = many(5, (n) => `fragment F${n} on Thing { ${level(4)} }`);
    expect(await refused(`{ thing { ${many(300, (n) => `...F${n % 5}`)} } } ${fragments}`)).toContain(
      "too many fields",
    );
  });

  test("a thousand variables", async () => {
    await refused(`query(${many(1_000, (n) => `$v${n}: Int`)}) { open }`);
  });

  test("introspection in circles", async () => {
    const { body } = await gateway.post({
      query:
        "{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }",
    });
    expect(body.data).toBeUndefined();
    expect(body.errors![0]!.extensions.code).toBe("INVALID_REQUEST");
  });
});

test("what tools ask for is within all limits", async () => {
  await answered(
    getIntrospectionQuery({
      descriptions: true,
      inputValueDeprecation: true,
      oneOf: true,
      schemaDescription: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
    }),
  );
});
