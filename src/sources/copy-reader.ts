import type { Duplex } from "node:stream";
import type { Connection, Submittable } from "pg";
import type { RowReader } from "./source-session.js";
import { sendStatement, type Wire } from "./wire.js";

type DataListener = (chunk: Buffer) => void;

interface Read {
  readonly into: Buffer;
  filled: number;
  resolve(bytes: number): void;
  reject(error: unknown): void;
}

const HEADER = 5;
const code = (letter: string) => letter.charCodeAt(0);
const COPY_DATA = code("d");
const COPY_DONE = code("c");
/** ParseComplete, BindComplete, CopyOutResponse, and what may come between: ParameterStatus, notices, notifications. */
const SKIPPED = new Set([..."12HSNA"].map(code));
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * A `COPY … TO STDOUT`, by the extended protocol, which takes one statement. pg would make an event of each row; here the
 * rows of a chunk go on together. While the rows come, the socket's data come here, and pg gets the rest.
 */
export class CopyReader implements RowReader, Submittable {
  /** Settles when the server has ended the statement. */
  readonly ended: Promise<void>;
  longestRow = 0;
  private socket?: Duplex;
  private pgListener: DataListener;
  private waiting?: Read;
  /** What has come and nobody has read. The socket is paused while there is some. */
  private unread: Buffer = NOTHING;
  private readonly header = Buffer.alloc(HEADER);
  private headerBytes = 0;
  private contentBytes = 0;
  private discarding = false;
  private done = false;
  private failure?: { readonly error: unknown };
  handleReadyForQuery: () => void;
  handleError: (error: unknown) => void;

  constructor(
    private readonly text: string,
    private readonly breakOff: () => void,
  ) {
    this.ended = new Promise((resolve, reject) => {
      this.handleReadyForQuery = resolve;
      this.handleError = reject;
    });
  }

  submit(connection: Connection): void {
    const wire = connection as unknown as Wire;
    this.socket = wire.stream;
    this.pgListener = this.socket.listeners("data")[0] as DataListener;
    this.socket.off("data", this.pgListener).on("data", this.onData);
    sendStatement(wire, this.text);
    wire.sync();
  }

  read(into: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      if (this.done) return resolve(0);
      if (this.failure) return reject(this.failure.error);
      this.waiting = { into, filled: 0, resolve, reject };
      this.advance();
    });
  }

  close(): void {
    if (!this.done && !this.failure) this.breakOff();
  }

  /** Reads the rest and keeps nothing: a server that waits for its reader doesn't hear a cancel. */
  discard(): void {
    this.discarding = true;
    this.advance();
  }

  /** No more rows come. */
  fail(error: unknown): void {
    this.failure ??= { error };
    this.waiting?.reject(this.failure.error);
    this.waiting = undefined;
  }

  handleCommandComplete(): void {}
  handleDataRow(): void {}

  /** The chunk is written over with the next one, which comes only when this one is read. */
  private readonly onData = (chunk: Buffer) => {
    this.unread = chunk;
    this.advance();
  };

  /** As far as there is room for what has come. */
  private advance(): void {
    while (this.unread.length > 0 && this.room() > 0) {
      const part = this.unread.subarray(0, this.room());
      this.unread = this.unread.subarray(part.length);
      if (!this.take(part)) return;
    }
    if (this.room() > 0) {
      this.socket?.resume();
    } else {
      this.socket?.pause();
      this.answer();
    }
  }

  private room(): number {
    if (this.discarding) return Number.POSITIVE_INFINITY;
    return this.waiting ? this.waiting.into.length - this.waiting.filled : 0;
  }

  private answer(): void {
    this.waiting?.resolve(this.waiting.filled);
    this.waiting = undefined;
  }

  /** The rows' bytes are moved together within the part, which nobody else uses. False where pg has to go on. */
  private take(part: Buffer): boolean {
    let at = 0;
    let kept = 0;
    while (at < part.length) {
      if (this.headerBytes < HEADER) {
        // Byte by byte: a call of `copy` for each row costs ten times as much.
        while (this.headerBytes < HEADER && at < part.length) this.header[this.headerBytes++] = part[at++]!;
        if (this.headerBytes < HEADER) break;
        if (!this.streams(this.header[0]!)) {
          this.keep(part.subarray(0, kept));
          this.handBack(part.subarray(at));
          return false;
        }
        this.contentBytes = Math.max(0, this.header.readUInt32BE(1) - 4);
        if (this.contentBytes > this.longestRow) this.longestRow = this.contentBytes;
      }
      const end = Math.min(part.length, at + this.contentBytes);
      this.contentBytes -= end - at;
      if (this.header[0] === COPY_DATA) {
        part.copyWithin(kept, at, end);
        kept += end - at;
      }
      at = end;
      if (this.contentBytes === 0) this.headerBytes = 0;
    }
    this.keep(part.subarray(0, kept));
    return true;
  }

  private streams(message: number): boolean {
    return message === COPY_DATA || SKIPPED.has(message);
  }

  private keep(rows: Buffer): void {
    if (!this.waiting || this.discarding) return;
    this.waiting.into.set(rows, this.waiting.filled);
    this.waiting.filled += rows.length;
  }

  /** The end of the rows, or an error: pg knows what to do. */
  private handBack(part: Buffer): void {
    const rest = Buffer.concat([this.header, part, this.unread]);
    this.unread = NOTHING;
    this.socket!.off("data", this.onData).on("data", this.pgListener);
    this.socket!.resume();
    this.done = rest[0] === COPY_DONE;
    if (this.done) this.answer();
    this.pgListener(rest);
  }
}
