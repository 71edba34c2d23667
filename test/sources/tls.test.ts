import tls from "node:tls";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { TlsMode } from "../../src/sources/source-session.js";
import { Sources } from "../../src/sources/sources.js";
import { selfSigned } from "./certificate.js";
import { serveTls } from "./servers.js";
import { allRows, anySources, options, TestSource } from "./source-fixture.js";

const HOST = "db.example.com";
const certificate = selfSigned(HOST);
const trusted = tls.getCACertificates("default");
let source: TestSource;
let server: Awaited<ReturnType<typeof serveTls>>;
const sources = new Sources({ allowHosts: [], denyHosts: [], statementTimeoutMs: 60_000 }, async () => ["127.0.0.1"]);

beforeAll(async () => {
  source = await TestSource.create();
  server = await serveTls(source.target().port, certificate);
});
afterEach(async () => {
  tls.setDefaultCACertificates(trusted);
  await source.gone();
});
afterAll(async () => {
  await server.close();
  await source.drop();
});

const open = (mode: TlsMode, host = HOST, signal?: AbortSignal) =>
  sources.open(source.target({ host, port: server.port, tls: mode }), options({ signal }));

test("REQUIRE encrypts, and takes any certificate", async () => {
  const session = await open(TlsMode.REQUIRE);
  expect(await session.query("select 1 as one")).toEqual([{ one: "1" }]);
  expect(server.names.at(-1)).toBe(HOST);
  await session.close();
});

test("REQUIRE never falls back to an open connection", async () => {
  const opening = anySources().open(source.target({ tls: TlsMode.REQUIRE }), options());
  await expect(opening).rejects.toMatchObject({ code: "SOURCE_TLS_FAILED" });
});

test("VERIFY_FULL takes a trusted certificate of the host, whatever address it is at", async () => {
  tls.setDefaultCACertificates([certificate.cert]);
  const session = await open(TlsMode.VERIFY_FULL, "DB.example.com.");
  expect(await session.query("select 1 as one")).toEqual([{ one: "1" }]);
  await session.close();
});

test("VERIFY_FULL refuses a certificate that nobody trusts", async () => {
  await expect(open(TlsMode.VERIFY_FULL)).rejects.toMatchObject({ code: "SOURCE_TLS_FAILED", retryable: false });
});

test.each(["other.example.com", "127.0.0.1"])("VERIFY_FULL refuses another host's certificate: %s", async (host) => {
  tls.setDefaultCACertificates([certificate.cert]);
  await expect(open(TlsMode.VERIFY_FULL, host)).rejects.toMatchObject({ code: "SOURCE_TLS_FAILED" });
});

test("a COPY comes over TLS too", async () => {
  const session = await open(TlsMode.REQUIRE);
  const copy = "copy (select repeat('x', 100000 + n) from generate_series(1, 100) n) to stdout";
  const expected = Array.from({ length: 100 }, (_, index) => `${"x".repeat(100_001 + index)}\n`).join("");
  expect((await allRows(session.copyOut(copy), 1_000)) === expected).toBe(true);
  expect((await allRows(session.copyOut(copy), 999_999)) === expected).toBe(true);
  await session.close();
});

test("a cancel goes over TLS too", async () => {
  const abort = new AbortController();
  const session = await open(TlsMode.REQUIRE, HOST, abort.signal);
  const running = session.query("select pg_sleep(60)").catch((error) => error);
  await source.until((all) => all.some(({ state, query }) => state === "active" && query.includes("pg_sleep")));
  const before = server.names.length;
  abort.abort();
  expect(await running).toMatchObject({ code: "SOURCE_CANCELLED" });
  expect(await source.gone()).toBeLessThan(2_000);
  expect(server.names.length).toBeGreaterThan(before);
});

test("an answer that would take all memory is cut off over TLS too", async () => {
  const session = await open(TlsMode.REQUIRE);
  const endless = "select repeat('x', 1000000) from generate_series(1, 10000)";
  await expect(session.query(endless)).rejects.toMatchObject({ code: "SOURCE_ANSWER_TOO_LARGE" });
  await session.close();
});
