import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "./support/test-gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

test("answers a query", async () => {
  const { status, headers, body } = await gateway.post({ query: "{ open }" });
  expect({ status, body }).toEqual({ status: 200, body: { data: { open: "open" } } });
  expect(headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
});
