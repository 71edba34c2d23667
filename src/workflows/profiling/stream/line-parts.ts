import type { Readable } from "node:stream";

const NEWLINE = 10;

/** A stream of lines, handed on in parts of whole lines. */
export class LineParts {
  private readonly chunks: AsyncIterator<Buffer>;
  private rest?: Buffer;
  private isOver = false;
  /** Bytes that were handed on. */
  bytes = 0;

  constructor(lines: Readable) {
    this.chunks = lines[Symbol.asyncIterator]();
  }

  get over(): boolean {
    return this.isOver;
  }

  /** Calls `write` with the next lines, `size` bytes of them and the rest of a line, or as many as there are. */
  async next(size: number, write: (bytes: Buffer) => Promise<void>): Promise<void> {
    for (let given = 0; ; ) {
      const chunk = this.rest ?? (await this.read());
      this.rest = undefined;
      if (!chunk) return;
      given += chunk.length;
      const end = given < size ? -1 : chunk.lastIndexOf(NEWLINE);
      const part = end < 0 ? chunk : chunk.subarray(0, end + 1);
      if (part.length < chunk.length) this.rest = chunk.subarray(part.length);
      this.bytes += part.length;
      await write(part);
      if (end >= 0) return;
    }
  }

  private async read(): Promise<Buffer | undefined> {
    const { done, value } = await this.chunks.next();
    if (done) this.isOver = true;
    return done ? undefined : value;
  }
}
