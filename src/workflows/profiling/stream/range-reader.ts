import type { RowReader, SourceSession } from "../../../sources/source-session.js";

/** Reads, by one session, statement after statement of those that are waiting: several readers end together. */
export class RangeReader {
  /** Bytes of the longest line that has come. */
  longestLine = 0;
  private rows?: RowReader;

  constructor(
    /** Undefined where none could be had. */
    private readonly session: Promise<SourceSession | undefined>,
    private readonly waiting: string[],
    private readonly onNoneWaiting: () => void,
  ) {}

  /** Fills the buffer with lines, perhaps not whole ones; resolves with the number of bytes, 0 where nothing is left. */
  async read(into: Buffer): Promise<number> {
    for (;;) {
      this.rows ??= await this.next();
      const bytes = await this.rows?.read(into);
      if (!this.rows || bytes === undefined) return 0;
      this.longestLine = Math.max(this.longestLine, this.rows.longestRow);
      if (bytes > 0) return bytes;
      this.rows = undefined;
    }
  }

  /** A session that has not read all is closed. */
  close(): void {
    this.waiting.length = 0;
    this.onNoneWaiting();
    this.rows?.close();
  }

  private async next(): Promise<RowReader | undefined> {
    const session = await this.session;
    const statement = session && this.waiting.shift();
    if (statement !== undefined) return session!.copyOut(statement);
    if (this.waiting.length === 0) this.onNoneWaiting();
    return undefined;
  }
}
