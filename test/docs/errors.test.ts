import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { CLOSE } from "../../src/gateway/websocket-send.js";
import { ErrorCode } from "../../src/platform/errors.js";
import { streamErrors } from "../../src/runs/feed/stream-errors.js";
import { SOURCE_ERRORS } from "../../src/sources/source-error.js";

const page = readFileSync("docs/errors.md", "utf8");
const section = (title: string) => {
  const text = page.split(/^## /m).find((part) => part.startsWith(title));
  return [...(text ?? "").matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]);
};

test("docs/errors.md explains each code of requests, and no other", () => {
  expect(section("Codes of requests").sort()).toEqual(Object.values(ErrorCode).sort());
});

test("docs/errors.md explains each end of a stream", () => {
  const codes = Object.values(streamErrors).map((make) => make().extensions.code as string);
  expect(section("Ends of a stream").sort()).toEqual(codes.sort());
});

test("docs/errors.md explains each failure of a source", () => {
  const listed = section("Failures of runs and tasks").filter((code) => code?.startsWith("SOURCE_"));
  expect(listed.sort()).toEqual(Object.keys(SOURCE_ERRORS).sort());
});

test("docs/subscriptions.md explains each code that a WebSocket is closed with", () => {
  const listed = [...readFileSync("docs/subscriptions.md", "utf8").matchAll(/^\| (\d{4}[\d, ]*) \|/gm)];
  const codes = listed.flatMap(([, cell]) => cell!.split(", ").map(Number));
  expect(codes).toEqual(expect.arrayContaining(Object.values(CLOSE)));
});

test("every program goes on after the same ends of a stream", () => {
  const pages = ["docs/clients.md", "docs/subscriptions.md", "clients/typescript/src/follow.ts"];
  const lists = pages.map((page) =>
    [...readFileSync(page, "utf8").matchAll(/\[[^\]]*"SERVER_GOING_AWAY"[^\]]*\]/g)].map(([list]) =>
      [...list.matchAll(/"([A-Z_]+)"/g)].map(([, code]) => code).filter((code) => code !== "UNREACHABLE"),
    ),
  );
  const passing = ["SERVER_GOING_AWAY", "AUTH_EXPIRED", "LAGGED", "SERVICE_UNAVAILABLE", "RATE_LIMIT_EXCEEDED"];
  expect(lists).toEqual([[passing, passing, passing, passing], [passing], [passing]]);
});
