import { setTimeout as delay } from "node:timers/promises";
import { boundAnswer } from "./bound-answer.js";
import { cancelStatement } from "./cancel-statement.js";
import type { Connected } from "./connect.js";
import { CopyReader } from "./copy-reader.js";
import { SourceError } from "./source-error.js";
import type { RowReader, SourceSession } from "./source-session.js";
import { toSourceError } from "./to-source-error.js";
import { Exchange } from "./wire.js";

/** A cancel may come before the server has begun the statement, and is lost then: it is sent again after this long. */
const CANCEL_AGAIN_MS = 150;
const LONGEST_CANCEL_MS = 1_500;
const LONGEST_GOODBYE_MS = 1_500;
/** The server ends a statement itself at its budget; whoever is silent for so much longer is gone. */
const SILENCE_MS = 30_000;

/** Of a query, whose rows are kept in memory. A COPY is streamed, and may be of any size. */
const LARGEST_ANSWER = 128 * 1024 * 1024;

/** What is running: resolves when the server has ended it. */
interface Running {
  readonly ended: Promise<void>;
  /** Reads what still comes. */
  readonly discard?: () => void;
}

export class PostgresSession implements SourceSession {
  readonly serverVersion: number;
  private running?: Running;
  private tail: Promise<void> = Promise.resolve();
  private closed?: Promise<void>;
  private aborted = false;

  constructor(
    private readonly connected: Connected,
    private readonly statementTimeoutMs: number,
    private readonly signal: AbortSignal | undefined,
    private readonly onClosed: () => void,
  ) {
    this.serverVersion = connected.serverVersion;
    connected.client.on("error", () => void this.close());
    signal?.addEventListener("abort", this.abort, { once: true });
    if (signal?.aborted) this.abort();
  }

  query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.inTurn(async () => {
      const statement = { text, values: [...values], queryMode: "extended" };
      const { client, socket } = this.connected;
      const answer = boundAnswer(socket, LARGEST_ANSWER, () => client.query(statement));
      return ((await this.watched(answer)) as { rows: Row[] }).rows;
    });
  }

  /** Statements of our own in one round trip. */
  exchange(statements: readonly string[]): Promise<void> {
    return this.inTurn(() => this.watched(this.connected.client.query(new Exchange(statements)).done));
  }

  copyOut(text: string): RowReader {
    const reader = new CopyReader(text, () => void this.close());
    this.inTurn(async () => {
      this.connected.client.query(reader);
      await this.watched(reader.ended, () => reader.discard());
    }).catch((error: unknown) => reader.fail(error));
    return reader;
  }

  async exportSnapshot(): Promise<string> {
    const [row] = await this.query<{ snapshot: string }>("select pg_catalog.pg_export_snapshot() as snapshot");
    return row!.snapshot;
  }

  close(): Promise<void> {
    this.closed ??= this.end();
    return this.closed;
  }

  private readonly abort = () => {
    this.aborted = true;
    void this.close();
  };

  /** One statement at a time, and none after the end. */
  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const before = this.tail;
    let done: () => void;
    this.tail = new Promise((resolve) => {
      done = resolve;
    });
    try {
      await before;
      if (this.closed) throw SourceError.of("SOURCE_CONNECTION_LOST");
      return await work();
    } catch (error) {
      const failure = toSourceError(error);
      const byUs = this.aborted || (this.closed && failure.code === "SOURCE_STATEMENT_TIMEOUT");
      throw byUs ? SourceError.of("SOURCE_CANCELLED") : failure;
    } finally {
      done!();
    }
  }

  private async watched<T>(statement: Promise<T>, discard?: () => void): Promise<T> {
    const { socket } = this.connected;
    const ended = statement.then(
      () => undefined,
      () => undefined,
    );
    const running = { ended, discard };
    this.running = running;
    const timer = setTimeout(() => socket.destroy(), this.statementTimeoutMs + SILENCE_MS);
    try {
      return await statement;
    } finally {
      clearTimeout(timer);
      if (this.running === running) this.running = undefined;
    }
  }

  private async end(): Promise<void> {
    const { client, socket } = this.connected;
    this.signal?.removeEventListener("abort", this.abort);
    try {
      await this.cancelRunning();
      const goodbye = client.end();
      await Promise.race([goodbye, delay(LONGEST_GOODBYE_MS, undefined, { ref: false })]);
    } finally {
      socket.destroy();
      this.onClosed();
    }
  }

  private async cancelRunning(): Promise<void> {
    const { running } = this;
    if (!running || this.connected.socket.destroyed) return;
    let over = false;
    const ended = running.ended.then(() => {
      over = true;
    });
    running.discard?.();
    const deadline = Date.now() + LONGEST_CANCEL_MS;
    while (!over && Date.now() < deadline) {
      const pause = delay(CANCEL_AGAIN_MS, undefined, { ref: false });
      await Promise.race([ended, Promise.all([cancelStatement(this.connected), pause])]);
    }
  }
}
