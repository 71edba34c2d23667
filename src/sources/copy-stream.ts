import type { Duplex } from "node:stream";
import { Readable } from "node:stream";
import type { Connection, Submittable } from "pg";
import type { RowStream } from "./source-session.js";
import { sendStatement, type Wire } from "./wire.js";

type DataListener = (chunk: Buffer) => void;

const HEADER = 5;
const code = (letter: string) => letter.charCodeAt(0);
const COPY_DATA = code("d");
const COPY_DONE = code("c");
/** ParseComplete, BindComplete, CopyOutResponse, and what may come between: ParameterStatus, notices, notifications. */
const SKIPPED = new Set([..."12HSNA"].map(code));

/**
 * A `COPY … TO STDOUT` as a stream, by the extended protocol, which takes one statement. pg would make an event of each
 * row; here the rows of a chunk go on together. While the rows come, the socket's data come here, and pg gets the rest.
 */
export class CopyStream extends Readable implements RowStream, Submittable {
  /** Settles when the server has ended the statement. */
  readonly ended: Promise<void>;
  longestRow = 0;
  private socket: Duplex;
  private pgListener: DataListener;
  private readonly header = Buffer.alloc(HEADER);
  private headerBytes = 0;
  private contentBytes = 0;
  private discarding = false;
  handleReadyForQuery: () => void;
  handleError: (error: unknown) => void;

  constructor(private readonly text: string) {
    super({ highWaterMark: 256 * 1024 });
    this.ended = new Promise((resolve, reject) => {
      this.handleReadyForQuery = resolve;
      this.handleError = reject;
    });
    this.on("error", () => undefined); // who reads has a listener; after that nobody need care
  }

  submit(connection: Connection): void {
    const wire = connection as unknown as Wire;
    this.socket = wire.stream;
    this.pgListener = this.socket.listeners("data")[0] as DataListener;
    this.socket.off("data", this.pgListener).on("data", this.onData);
    sendStatement(wire, this.text);
    wire.sync();
  }

  /** Reads the rest and keeps nothing: a server that waits for its reader doesn't hear a cancel. */
  discard(): void {
    this.discarding = true;
    this.socket?.resume();
  }

  override _read(): void {
    this.socket?.resume();
  }

  handleCommandComplete(): void {}
  handleDataRow(): void {}

  /** The rows' bytes are moved together within the chunk, which nobody else uses. */
  private readonly onData = (chunk: Buffer) => {
    let at = 0;
    let kept = 0;
    while (at < chunk.length) {
      if (this.headerBytes < HEADER) {
        // Byte by byte: a call of `copy` for each row costs ten times as much.
        while (this.headerBytes < HEADER && at < chunk.length) this.header[this.headerBytes++] = chunk[at++]!;
        if (this.headerBytes < HEADER) break;
        if (!this.streams(this.header[0]!)) {
          this.keep(chunk.subarray(0, kept));
          this.handBack(Buffer.concat([this.header, chunk.subarray(at)]));
          return;
        }
        this.contentBytes = Math.max(0, this.header.readUInt32BE(1) - 4);
        if (this.contentBytes > this.longestRow) this.longestRow = this.contentBytes;
      }
      const end = Math.min(chunk.length, at + this.contentBytes);
      this.contentBytes -= end - at;
      if (this.header[0] === COPY_DATA) {
        chunk.copyWithin(kept, at, end);
        kept += end - at;
      }
      at = end;
      if (this.contentBytes === 0) this.headerBytes = 0;
    }
    this.keep(chunk.subarray(0, kept));
  };

  private streams(message: number): boolean {
    return message === COPY_DATA || SKIPPED.has(message);
  }

  private keep(rows: Buffer): void {
    if (rows.length > 0 && !this.discarding && !this.push(rows)) this.socket.pause();
  }

  /** The end of the rows, or an error: pg knows what to do. */
  private handBack(rest: Buffer): void {
    this.socket.off("data", this.onData).on("data", this.pgListener);
    this.socket.resume();
    const done = rest[0] === COPY_DONE;
    if (done) this.push(null);
    this.pgListener(rest);
  }
}
