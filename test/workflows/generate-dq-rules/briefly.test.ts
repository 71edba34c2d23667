import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { attempt } from "../../../src/sources/attempt.js";
import { SourceError } from "../../../src/sources/source-error.js";
import type { SourceSession } from "../../../src/sources/source-session.js";
import { Sources } from "../../../src/sources/sources.js";
import { briefly } from "../../../src/workflows/generate-dq-rules/briefly.js";
import { options, TestSource } from "../../sources/source-fixture.js";

const sources = new Sources({ allowHosts: [], denyHosts: [], statementTimeoutMs: 600_000 });
let source: TestSource;
beforeAll(async () => {
  source = await TestSource.create();
});
afterAll(() => source.drop());

const limitOf = async (session: SourceSession) =>
  (await session.query<{ statement_timeout: string }>("show statement_timeout"))[0]?.statement_timeout;

test.each([
  [600_000, "1min", "10min"],
  [20_000, "20s", "20s"],
])(
  "of a session's %d ms a proposed statement gets %s; afterwards, and after an error, it is %s again",
  async (statementTimeoutMs, during, after) => {
    const session = await sources.open(source.target(), options({ statementTimeoutMs }));
    try {
      expect(await attempt(session, () => briefly(session, () => limitOf(session)))).toBe(during);
      expect(await limitOf(session)).toBe(after);
      expect(await attempt(session, () => briefly(session, () => session.query("select 1/0")))).toBeInstanceOf(
        SourceError,
      );
      expect(await limitOf(session)).toBe(after);
    } finally {
      await session.close();
    }
  },
);
