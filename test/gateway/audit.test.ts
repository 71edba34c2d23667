import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Audit, serverAudits } from "graphql-http";
import { startTestGateway, type TestGateway } from "./support/test-gateway.js";

/** What the specification only allows (MAY), and the gateway refuses, with the reason. Nothing that it asks for is here. */
const REFUSED_ON_PURPOSE: Readonly<Record<string, string>> = {
  "5A70": "A GET without a header that a foreign page can't set could be sent by one in its reader's name (CSRF).",
  D6D5: "The same, with variables.",
  "6A70": "The same, with variables, for the older media type.",
};
/** With which it is answered. */
const OWN_HEADER = { "apollo-require-preflight": "1" };

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const audits = (headers: Readonly<Record<string, string>> = {}): Audit[] =>
  serverAudits({
    url: () => `${gateway.url}/graphql`,
    fetchFn: (address: string, init?: RequestInit) =>
      fetch(address, { ...init, headers: { ...init?.headers, ...headers } }),
  });

async function outcome(audit: Audit) {
  const result = await audit.fn();
  return { status: result.status, reason: "reason" in result ? result.reason : undefined };
}
const OK = { status: "ok", reason: undefined };

describe("GraphQL over HTTP, the public audit", () => {
  test.each(audits().map((audit) => [audit.id, audit.name, audit] as const))("%s %s", async (id, name, audit) => {
    const refused = id in REFUSED_ON_PURPOSE;
    if (!refused) return expect(await outcome(audit)).toEqual(OK);
    expect(name).toMatch(/^MAY /);
    expect(await outcome(audit)).toMatchObject({ status: "notice" });
  });

  test.each(Object.entries(REFUSED_ON_PURPOSE))("%s is answered with the header: %s", async (id) => {
    expect(await outcome(audits(OWN_HEADER).find((audit) => audit.id === id)!)).toEqual(OK);
  });
});
