import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import pg from "pg";
import { startTestApp, type TestApp, type TestClient } from "../../support/app.js";
import { ingestedSample, runToEnd } from "../../support/sample-service.js";

const FILM = "PostgreSQL.dvdrental.public.film";
const EMAIL = "PostgreSQL.dvdrental.public.customer.email";
const TEXT = "{ text confidence origin runId clientId justification { summary } }";
const KNOWN = `description ${TEXT} tags { name origin confidence runId clientId justification { summary } }`;
const TABLE = `mutation ($input: UpdateTableInput!) { updateTable(input: $input) {
  table { fqn ${KNOWN} displayName ${TEXT} domain ${TEXT} grain ${TEXT} relations ${TEXT} } userErrors { code message path } } }`;
const COLUMN = `mutation ($input: UpdateColumnInput!) { updateColumn(input: $input) {
  column { fqn ${KNOWN} semanticType ${TEXT} unit ${TEXT} coding ${TEXT} } userErrors { code message path } } }`;

let app: TestApp;
let steward: TestClient;
let other: TestClient;
let database: pg.Client;

beforeAll(async () => {
  app = await startTestApp();
  steward = await app.as({ client: "steward" });
  other = await app.as({ client: "other" });
  await ingestedSample(steward);
  database = new pg.Client({ connectionString: app.database.superuserUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await app.stop();
});

beforeEach(async () => {
  await database.query("delete from asset_annotation; delete from asset_history");
});

async function updateTable(input: object, client = steward, fqn = FILM) {
  const { updateTable: answer } = await client.ask(TABLE, { input: { fqn, ...input } });
  if (answer.userErrors.length > 0) throw new Error(JSON.stringify(answer.userErrors));
  return answer.table;
}

async function updateColumn(input: object, client = steward, fqn = EMAIL) {
  const { updateColumn: answer } = await client.ask(COLUMN, { input: { fqn, ...input } });
  if (answer.userErrors.length > 0) throw new Error(JSON.stringify(answer.userErrors));
  return answer.column;
}

const entries = async () =>
  (
    await database.query(
      `select kind, name, before ->> 'value' as before, after ->> 'value' as after, before is null as first, client_id as client
       from asset_history order by sequence`,
    )
  ).rows;

const byPerson = (clientId = "steward") => ({
  confidence: 1,
  origin: "STEWARD",
  runId: null,
  clientId,
  justification: { summary: "Written by a person." },
});

test("a person's texts and tags of a table are shown as a person's; what is absent stays", async () => {
  await updateTable({ description: "  Films for rent.\nOne a title. ", displayName: "Films", addTags: ["Finance"] });
  const table = await updateTable({ domain: "Rental", addTags: ["Crew.Owner.Anna", "Finance"] }, other);
  expect(table).toEqual({
    fqn: FILM,
    description: { text: "Films for rent.\nOne a title.", ...byPerson() },
    displayName: { text: "Films", ...byPerson() },
    domain: { text: "Rental", ...byPerson("other") },
    grain: null,
    relations: null,
    tags: [
      { name: "Crew.Owner.Anna", ...byPerson("other") },
      { name: "Finance", ...byPerson() },
    ],
  });
});

test("and those of a column", async () => {
  const column = await updateColumn({
    description: "Where to write to.",
    semanticType: "email address",
    unit: "none",
    coding: "A: all",
    addTags: ["PII.Email"],
  });
  expect(column).toMatchObject({
    description: { text: "Where to write to." },
    semanticType: { text: "email address" },
    unit: { text: "none" },
    coding: { text: "A: all" },
    tags: [{ name: "PII.Email", origin: "STEWARD" }],
  });
  const reader = await app.as({ client: "steward", scope: "runs:read approvals:write" });
  expect((await updateColumn({ coding: "B: none" }, reader)).coding.text).toBe("***");
});

test("null takes a text away, and runs put none back; the same goes for a tag", async () => {
  await runToEnd(steward, "GENERATE_PII_TAGS", EMAIL.replace(".email", ""));
  await runToEnd(steward, "ENRICH_TABLE_COLUMNS", EMAIL.replace(".email", ""));
  const { dataAsset: before } = await steward.ask(`{ dataAsset(fqn: "${EMAIL}") { ${KNOWN} } }`);
  expect(before.description).not.toBeNull();
  expect(before.tags).toMatchObject([{ name: "PII.Email", origin: "RULES", clientId: null }]);
  const gone = await updateColumn({ description: null, removeTags: ["PII.Email"] });
  expect(gone).toMatchObject({ description: null, tags: [] });
  await runToEnd(steward, "GENERATE_PII_TAGS", EMAIL.replace(".email", ""));
  await runToEnd(steward, "ENRICH_TABLE_COLUMNS", EMAIL.replace(".email", ""));
  const { dataAsset: after } = await steward.ask(`{ dataAsset(fqn: "${EMAIL}") { ${KNOWN} } }`);
  expect(after).toMatchObject({ description: null, tags: [] });
});

test("what a run found becomes a person's when a person says the same", async () => {
  await runToEnd(steward, "GENERATE_PII_TAGS", EMAIL.replace(".email", ""));
  const { tags } = await updateColumn({ addTags: ["PII.Email"] });
  expect(tags).toEqual([{ name: "PII.Email", ...byPerson() }]);
});

test("each real change has its entry in the history, saying the same again has none", async () => {
  await updateTable({ description: "One.", addTags: ["Finance"] });
  await updateTable({ description: " One. ", addTags: ["Finance"], removeTags: ["Never.There"] }, other);
  await updateTable({ description: null, removeTags: ["Never.There", "Finance"] });
  await updateTable({ description: null, removeTags: ["Finance"] });
  await updateTable({ description: "Two." }, other);
  const entry = (kind: string, name: string, before: string | null, after: string | null, client = "steward") => {
    return expect.objectContaining({ kind, name, before, after, client });
  };
  const found = await entries();
  expect(found).toHaveLength(6);
  expect(found).toEqual(
    expect.arrayContaining([
      entry("DESCRIPTION", "", null, "One."),
      entry("TAG", "Finance", null, "Finance"),
      entry("TAG", "Never.There", null, null, "other"),
      entry("DESCRIPTION", "", "One.", null),
      entry("TAG", "Finance", "Finance", null),
      entry("DESCRIPTION", "", null, "Two.", "other"),
    ]),
  );
  expect(found.filter(({ first }) => first)).toHaveLength(3);
});

test("edits in one request see each other, and one that fails leaves the others", async () => {
  const { data } = await steward.send(
    `mutation ($fqn: AssetFqn!) {
      a: updateTable(input: { fqn: $fqn, description: "A" }) { table { description { text } } userErrors { code } }
      b: updateTable(input: { fqn: $fqn, description: "" }) { table { description { text } } userErrors { code } }
      c: updateTable(input: { fqn: $fqn, description: "C" }) { table { description { text } } userErrors { code } }
    }`,
    { fqn: FILM },
  );
  expect(data).toEqual({
    a: { table: { description: { text: "A" } }, userErrors: [] },
    b: { table: null, userErrors: [{ code: "VALIDATION_ERROR" }] },
    c: { table: { description: { text: "C" } }, userErrors: [] },
  });
});

test("concurrent edits of one table come one after the other: the history is one chain", async () => {
  const texts = Array.from({ length: 20 }, (_, index) => `Text ${index}.`);
  await Promise.all(texts.map((description, index) => updateTable({ description }, index % 2 ? steward : other)));
  const chain = await entries();
  expect(chain.map(({ after }) => after).toSorted()).toEqual(texts.toSorted());
  expect(chain.map(({ before }) => before)).toEqual([null, ...chain.slice(0, -1).map(({ after }) => after)]);
});

test("snapshots of the metrics that an edit is about are stale from then on, others are not", async () => {
  await runToEnd(steward, "METADATA_ASSESSMENT", FILM);
  const stale = async () =>
    (await database.query("select metric from metric_snapshot where stale_since is not null order by metric")).rows.map(
      ({ metric }) => metric,
    );
  await updateTable({ grain: "One film.", addTags: ["Finance"] });
  expect(await stale()).toEqual([]);
  await updateTable({ displayName: "Films" });
  expect(await stale()).toEqual(["TABLES_NAMED"]);
  await updateColumn({ description: "Its name.", addTags: ["PII.Name"] }, steward, `${FILM}.title`);
  expect(await stale()).toEqual(["COLUMNS_DESCRIBED", "COLUMNS_PII_TAGGED", "TABLES_NAMED"]);
  await runToEnd(steward, "METADATA_ASSESSMENT", FILM);
  await updateTable({ displayName: "Films" });
  const { rows } = await database.query(
    "select distinct on (metric) stale_since from metric_snapshot order by metric, id desc",
  );
  expect(rows.filter(({ stale_since }) => stale_since !== null)).toEqual([]);
});

const fifty = Array.from({ length: 51 }, (_, index) => `T.n${index}`);
test.each<[string, object, string[], RegExp]>([
  ["nothing at all", {}, [], /Nothing is to be changed/],
  ["empty lists", { addTags: [], removeTags: null }, [], /Nothing is to be changed/],
  ["an empty text", { description: "" }, ["description"], /1 to 2000 characters.*null takes it away/],
  ["a text of space", { displayName: " \t " }, ["displayName"], /1 to 255 characters/],
  ["a text that is too long", { description: "x".repeat(2001) }, ["description"], /2000/],
  ["a name that is too long", { displayName: "x".repeat(256) }, ["displayName"], /255/],
  ["a name of two lines", { domain: "a\nb" }, ["domain"], /one line/],
  ["a control character", { description: "a\u0007b" }, ["description"], /no control characters/],
  ["NUL", { description: "a\0b" }, ["description"], /NUL/],
  ["half a character", { grain: "a\ud800" }, ["grain"], /half a character/],
  ["a tag with space", { addTags: ["a b"] }, ["addTags"], /1 to 3 parts/],
  ["a tag of four parts", { addTags: ["ok", "a.b.c.d"] }, ["addTags"], /1 to 3 parts/],
  ["a tag with an empty part", { removeTags: ["a..b"] }, ["removeTags"], /1 to 3 parts/],
  ["an empty tag", { addTags: [""] }, ["addTags"], /1 to 3 parts/],
  ["a tag that is too long", { addTags: ["x".repeat(101)] }, ["addTags"], /at most 100 characters/],
  ["too many tags", { addTags: fifty }, ["addTags"], /50/],
  ["a tag that comes and goes", { addTags: ["A.b"], removeTags: ["c", " A.b "] }, ["removeTags", "1"], /at once/],
  ["a column's name", { fqn: `${FILM}.title`, description: "x" }, ["fqn"], /that of a table/],
  ["a name that is none", { fqn: "a..b", description: "x" }, ["fqn"], /empty/],
])("%s is refused, and nothing is changed", async (_, input, path, message) => {
  const { updateTable: answer } = await steward.ask(TABLE, { input: { fqn: FILM, ...input } });
  expect(answer.table).toBeNull();
  const [first, ...more] = answer.userErrors;
  expect(first).toEqual({ code: "VALIDATION_ERROR", path, message: expect.stringMatching(message) });
  expect(more.filter((error: { path: string[] }) => error.path[0] !== path[0])).toEqual([]);
  expect(await entries()).toEqual([]);
});

test("a table's name is refused where a column is meant, and what is not there is not found", async () => {
  const errors = async (input: object, client = steward) =>
    (await client.ask(COLUMN, { input: { description: "x", ...input } })).updateColumn.userErrors;
  expect(await errors({ fqn: FILM })).toMatchObject([{ code: "VALIDATION_ERROR", path: ["fqn"] }]);
  const missing = [{ code: "RESOURCE_NOT_FOUND", path: ["fqn"], message: "There is no such column." }];
  expect(await errors({ fqn: `${FILM}.nothing` })).toEqual(missing);
  const stranger = await app.as({ project: "elsewhere" });
  expect(await errors({ fqn: EMAIL }, stranger)).toEqual(missing);
  expect(await entries()).toEqual([]);
});

test("a token without approvals:write edits nothing", async () => {
  const reader = await app.as({ scope: "runs:read runs:write data:read admin" });
  const { data, errors } = await reader.send(TABLE, { input: { fqn: FILM, description: "x" } });
  expect(data).toEqual({ updateTable: null });
  expect(errors).toMatchObject([{ extensions: { code: "INSUFFICIENT_PERMISSIONS" } }]);
});
