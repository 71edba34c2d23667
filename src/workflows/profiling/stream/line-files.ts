import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";

const NEWLINE = 10;
const WRITE_BYTES = 1024 ** 2;

interface Lines {
  /** Fills the buffer; resolves with the number of bytes, 0 where nothing is left. */
  read(into: Buffer): Promise<number>;
}

/** Lines that come, written to files of whole lines, one after the other. */
export class LineFiles {
  /** One is filled while the other is written. */
  private readonly buffers = [Buffer.allocUnsafeSlow(WRITE_BYTES), Buffer.allocUnsafeSlow(WRITE_BYTES)] as const;
  private turn: 0 | 1 = 0;
  /** The beginning of a line that goes into the next file. */
  private rest?: Buffer;
  private files = 0;
  /** Bytes that were written. */
  written = 0;

  constructor(
    private readonly prefix: string,
    private readonly lines: Lines,
  ) {}

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

  private async fill(file: FileHandle, first: Buffer, size: number): Promise<void> {
    let writing: Promise<void> = Promise.resolve();
    let bytes = 0;
    try {
      for (let chunk: Buffer | undefined = first; chunk; chunk = await this.take()) {
        bytes += chunk.length;
        const end = bytes < size ? -1 : chunk.lastIndexOf(NEWLINE);
        const part = end < 0 ? chunk : chunk.subarray(0, end + 1);
        if (part.length < chunk.length) this.rest = chunk.subarray(part.length);
        await writing;
        writing = this.write(file, part);
        writing.catch(() => undefined); // it is awaited, but perhaps only after the lines have failed
        if (end >= 0) break;
      }
    } finally {
      await writing;
    }
  }

  /** All of it, where the system writes less at a time too. */
  private async write(file: FileHandle, part: Buffer): Promise<void> {
    await file.writeFile(part);
    this.written += part.length;
  }

  private async take(): Promise<Buffer | undefined> {
    this.turn = this.turn === 0 ? 1 : 0;
    const buffer = this.buffers[this.turn];
    const carried = this.rest?.copy(buffer) ?? 0;
    this.rest = undefined;
    const bytes = carried + (await this.lines.read(buffer.subarray(carried)));
    return bytes > 0 ? buffer.subarray(0, bytes) : undefined;
  }
}
