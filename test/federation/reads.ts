import { jest } from "@jest/globals";
import pg from "pg";

/** What this process asks of a table of our own database meanwhile. */
export async function reads(table: RegExp, work: () => Promise<unknown>): Promise<string[]> {
  const query = jest.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    const texts = query.mock.calls.map(([first]: unknown[]) =>
      typeof first === "string" ? first : String((first as { text?: string }).text),
    );
    return texts.filter((text) => /^\s*select/i.test(text) && table.test(text));
  } finally {
    query.mockRestore();
  }
}
