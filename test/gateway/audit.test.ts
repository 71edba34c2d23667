import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { serverAudits } from "graphql-http";
import { startTestGateway, type TestGateway } from "./support/test-gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

/** GET without a header that a foreign page can't set: refused on purpose, as CSRF. */
const ON_PURPOSE = new Set(["5A70", "D6D5", "6A70"]);

describe("GraphQL over HTTP, the public audit", () => {
  for (const audit of serverAudits({ url: () => `${gateway.url}/graphql`, fetchFn: fetch })) {
    test(`${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn();
      if (result.status === "ok") return;
      expect({ status: result.status, reason: "reason" in result && result.reason }).toMatchObject({
        status: "notice",
      });
      expect(ON_PURPOSE).toContain(audit.id);
    });
  }
});
