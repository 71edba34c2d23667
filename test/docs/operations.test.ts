import { globSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Registry } from "prom-client";
import { gatewayMetrics } from "../../src/gateway/metrics.js";

const page = readFileSync("docs/operations.md", "utf8");
const listed = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, name]) => name!);

test("docs/operations.md has each metric, and no other", async () => {
  const registry = new Registry();
  gatewayMetrics(registry);
  const metrics = (await registry.getMetricsAsJSON()).map(({ name, type }) => `${name} ${type}`);
  const rows = [...page.matchAll(/^\| `([a-z0-9_]+)` \| (counter|gauge|histogram) \|/gm)].map(([, ...row]) =>
    row.join(" "),
  );
  expect(rows).toEqual(expect.arrayContaining(metrics));
  const others = rows.filter((row) => !metrics.includes(row));
  expect(others.filter((row) => !row.startsWith("process_"))).toEqual([]); // which only some systems tell
});

test("docs/operations.md has lines of the log that there are, with their levels", () => {
  const source = globSync("src/**/*.ts")
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const lines = [...page.matchAll(/^\| `([^`]+)` \| (error|warn|info) \|/gm)];
  expect(lines.length).toBeGreaterThan(5);
  for (const [, message, level] of lines) expect(source).toMatch(new RegExp(`log\\.${level}\\([^;]*"${message}"`));
});

test("docs/operations.md names limits as they are", () => {
  expect(listed(/holds up to ([\d,]+) sockets/g)).toEqual(["10,000"]);
});
