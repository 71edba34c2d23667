import { Readable } from "node:stream";
import type { SourceSession } from "../../../sources/source-session.js";

/** Reads, by one session, statement after statement of those that are waiting: several readers end together. */
export class RangeReader {
  readonly lines: Readable;
  /** Bytes of the longest line that has come. */
  longestLine = 0;

  constructor(session: SourceSession, waiting: string[]) {
    this.lines = Readable.from(this.read(session, waiting));
  }

  private async *read(session: SourceSession, waiting: string[]): AsyncGenerator<Buffer> {
    for (let statement = waiting.shift(); statement !== undefined; statement = waiting.shift()) {
      const rows = session.copyOut(statement);
      for await (const chunk of rows) {
        this.longestLine = Math.max(this.longestLine, rows.longestRow);
        yield chunk as Buffer;
      }
    }
  }
}
