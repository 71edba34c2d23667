import { availableParallelism, totalmem } from "node:os";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { Turns } from "../../../platform/turns.js";
import { keepInstance, takeInstance } from "./duck-instances.js";

const MOST_MEMORY = 640 * 1024 ** 2;
/** Of the machine's memory, for all tasks of this process together. */
const SHARE_OF_MEMORY = 0.5;
/**
 * Each busy connection, of whatever task, holds one of libuv's threads, of which there are four unless UV_THREADPOOL_SIZE
 * says otherwise. One is left to the rest of the process: looking up hosts, verifying tokens, reading and writing files.
 */
const MOST_CONNECTIONS = Math.max(1, (Number(process.env.UV_THREADPOOL_SIZE) || 4) - 1);
const turns = new Turns(MOST_CONNECTIONS);

export type Row = Record<string, unknown>;

/**
 * What DuckDB could not do. Its own words are dropped: they quote the values that it stumbled on.
 */
export class DuckError extends Error {
  constructor(
    /** `Conversion`, `Invalid Input`, `Out of Memory`, `IO` … */
    readonly kind: string,
  ) {
    super(`DuckDB: ${kind} Error`);
  }
}

/** An embedded DuckDB of one task's own. What doesn't fit into its share of memory goes to the task's spill folder. */
export class Duck {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly signal: AbortSignal,
    /** How many connections are worth having: each runs its statements in one thread. */
    readonly connections: number,
    private readonly folder: string,
    private readonly memory: number,
  ) {
    signal.addEventListener("abort", this.interrupt);
  }

  /** `tasks`: how many this process may work on at once. */
  static async open(folder: string, workers: number, tasks: number, signal: AbortSignal): Promise<Duck> {
    const share = Math.min(MOST_MEMORY, (SHARE_OF_MEMORY * (process.constrainedMemory() || totalmem())) / tasks);
    const memory = Math.floor(share / 1024 ** 2);
    const instance = await takeInstance(folder, memory);
    const connections = Math.max(1, Math.min(workers, availableParallelism(), MOST_CONNECTIONS));
    return new Duck(instance, await instance.connect(), signal, connections, folder, memory);
  }

  /** Another connection to the same tables, with temporary ones of its own; to be closed before this one. */
  async another(): Promise<Duck> {
    return new Duck(
      this.instance,
      await this.instance.connect(),
      this.signal,
      this.connections,
      this.folder,
      this.memory,
    );
  }

  async run(sql: string): Promise<void> {
    await this.guarded(() => this.connection.run(sql));
  }

  async rows(sql: string): Promise<Row[]> {
    const reader = await this.guarded(() => this.connection.runAndReadAll(sql));
    return reader.getRowObjectsJS();
  }

  /** The only row of an aggregate. */
  async row(sql: string): Promise<Row> {
    return (await this.rows(sql))[0]!;
  }

  /** Nothing may be running any more. */
  disconnect(): void {
    this.signal.removeEventListener("abort", this.interrupt);
    this.connection.closeSync();
  }

  async close(): Promise<void> {
    // In a thread, where it takes its time: closing frees the memory in this one.
    const dropped = await this.connection.run("DROP TABLE IF EXISTS rows").then(
      () => true,
      () => false,
    );
    this.disconnect();
    if (dropped && !this.signal.aborted) keepInstance(this.instance, this.folder, this.memory);
    else this.instance.closeSync();
  }

  private readonly interrupt = () => this.connection.interrupt();

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    this.signal.throwIfAborted();
    try {
      return await turns.take(this.signal, work);
    } catch (error) {
      this.signal.throwIfAborted();
      const kind = /^(?:INTERNAL|[\w ]{3,40}?)(?= Error)/.exec(error instanceof Error ? error.message : "");
      throw new DuckError(kind?.[0] ?? "unknown");
    }
  }
}

/** DuckDB gives counts as bigint, and sums of them too. */
export const count = (value: unknown): number => (value === null ? 0 : Number(value));
