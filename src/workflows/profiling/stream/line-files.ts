import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";

const NEWLINE = 10;
/** Written at once: fewer, larger writes cost less. */
const WRITE_BYTES = 4 * 1024 ** 2;

/** A stream of lines, written to files of whole lines, one after the other. */
export class LineFiles {
  private readonly chunks: AsyncIterator<Buffer>;
  private rest?: Buffer;
  private files = 0;
  /** Bytes that were written. */
  written = 0;

  constructor(
    private readonly prefix: string,
    lines: Readable,
  ) {
    this.chunks = lines[Symbol.asyncIterator]();
  }

  /** Writes the next file, of `size` bytes and the rest of a line, or of what there is; undefined where nothing is left. */
  async next(folder: string, size: number): Promise<string | undefined> {
    const first = await this.take();
    if (!first) return undefined;
    const path = join(folder, `${this.prefix}${this.files++}`);
    const file = await open(path, "wx", 0o600);
    try {
      await this.fill(file, first, size);
    } finally {
      await file.close();
    }
    return path;
  }

  /** Goes on reading while it writes. */
  private async fill(file: FileHandle, first: Buffer, size: number): Promise<void> {
    let writing: Promise<void> = Promise.resolve();
    let waiting: Buffer[] = [];
    let waitingBytes = 0;
    let bytes = 0;
    const write = async () => {
      const buffers = waiting;
      waiting = [];
      waitingBytes = 0;
      await writing;
      writing = this.write(file, buffers);
      writing.catch(() => undefined); // it is awaited, but perhaps only after the stream has failed
    };
    try {
      for (let chunk: Buffer | undefined = first; chunk; chunk = await this.take()) {
        const end = bytes + chunk.length < size ? -1 : chunk.lastIndexOf(NEWLINE);
        const part = end < 0 ? chunk : chunk.subarray(0, end + 1);
        if (part.length < chunk.length) this.rest = chunk.subarray(part.length);
        waiting.push(part);
        waitingBytes += part.length;
        bytes += part.length;
        if (waitingBytes >= WRITE_BYTES) await write();
        if (end >= 0) break;
      }
      await write();
    } finally {
      await writing;
    }
  }

  /** All of it, where the system writes less at a time too. */
  private async write(file: FileHandle, buffers: Buffer[]): Promise<void> {
    const bytes = buffers.reduce((sum, { length }) => sum + length, 0);
    const { bytesWritten } = await file.writev(buffers);
    if (bytesWritten < bytes) await file.writeFile(Buffer.concat(buffers).subarray(bytesWritten));
    this.written += bytes;
  }

  private async take(): Promise<Buffer | undefined> {
    const { rest } = this;
    this.rest = undefined;
    if (rest) return rest;
    const { done, value } = await this.chunks.next();
    return done ? undefined : value;
  }
}
