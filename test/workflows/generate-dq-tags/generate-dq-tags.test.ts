import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../../support/app.js";
import { runType } from "../../support/every-type.js";
import { ingestedSample, runToEnd } from "../../support/sample-service.js";

const DATABASE = "PostgreSQL.dvdrental";

let app: TestApp;
let client: TestClient;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  await ingestedSample(client);
});
afterAll(() => app.stop());

const generate = () => runType(client, "GENERATE_DQ_TAGS", DATABASE);
const tagsOf = (changes: readonly object[], target: string): string[] =>
  (changes as { targetFqn: string; after: string }[])
    .filter(({ targetFqn }) => targetFqn === `${DATABASE}.public.${target}`)
    .map(({ after }) => after.replace("DataQuality.", ""));

test("on a fresh catalog names, types and keys tell what matters", async () => {
  const { failed, output, changes } = await generate();
  expect(failed).toEqual([]);
  expect(output).toMatchObject({ tables: 22, tablesWithoutProfile: 22 });
  expect(tagsOf(changes, "rental.rental_id")).toEqual(["Uniqueness", "Completeness"]);
  expect(tagsOf(changes, "payment.rental_id")).toContain("Consistency");
  expect(tagsOf(changes, "payment.amount")).toContain("Accuracy");
  expect(tagsOf(changes, "film.rating")).toEqual(["Validity"]);
  expect(tagsOf(changes, "rental")).toEqual(["Timeliness"]);
  expect(changes.every(({ justification }) => justification.summary.includes("no profile"))).toBe(true);
});

test("a profile tells more, and profiling again does not change a byte", async () => {
  await runToEnd(client, "PROFILING", DATABASE);
  const first = await generate();
  expect(first.output).toMatchObject({ tablesWithoutProfile: 0 });
  const found = first.changes.find((change: any) => change.targetFqn.endsWith("rental.return_date"));
  expect(found?.justification.summary).toMatch(/^Completeness matters: not null in 9\d\.\d % of 16,044 rows/);
  expect(tagsOf(first.changes, "payment.payment_date")).toContain("Timeliness");
  await runToEnd(client, "PROFILING", DATABASE);
  const second = await generate();
  expect(JSON.stringify(second.changes)).toBe(JSON.stringify(first.changes));
  expect(JSON.stringify(second.output)).toBe(JSON.stringify(first.output));
});
