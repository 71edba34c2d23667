/** How a connection to a source is encrypted. */
export enum TlsMode {
  DISABLE = "DISABLE",
  REQUIRE = "REQUIRE",
  VERIFY_FULL = "VERIFY_FULL",
}

/** Where a tenant's database is, with the decrypted password: lives in memory only, never logged. */
export interface SourceTarget {
  readonly serviceId: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string;
  readonly tls: TlsMode;
  /** False where rows must not leave the database: then profiles are computed inside it. */
  readonly rowsMayLeave: boolean;
  /** How many connections this process may hold to the service at once; 5 where nothing is said. */
  readonly maxConnections?: number;
}

export interface SessionOptions {
  /** Shown to the source's DBA, e.g. `data-readiness/<task id>`. */
  readonly applicationName: string;
  /** Budget for one statement. */
  readonly statementTimeoutMs: number;
  /** Aborting cancels the running statement on the source and closes the session. */
  readonly signal?: AbortSignal;
  /** Join another session's exported snapshot, so that both see the same rows. */
  readonly snapshot?: string;
  /**
   * A table, quoted (`"schema"."name"`), to lock in ACCESS SHARE mode before the session's snapshot is taken: nobody can
   * rewrite or truncate it between snapshot and scan. PostgreSQL locks tables, partitioned tables and views so (no
   * materialised views and foreign tables), and asks for SELECT on the whole table.
   */
  readonly lockTable?: string;
}

/** Rows as lines. */
export interface RowReader {
  /** Bytes of the longest line that has come. */
  readonly longestRow: number;
  /**
   * Fills the buffer, one call at a time; resolves with the number of bytes, which is less only at the end, and 0 after it.
   * Fails with a SourceError.
   */
  read(into: Buffer): Promise<number>;
  /** Before the end it cancels the statement and closes the session. */
  close(): void;
}

/**
 * One read-only REPEATABLE READ transaction on a source, its snapshot taken. Everything goes over the extended protocol
 * with bound values, one statement at a time. After a statement that failed nothing but `close` makes sense.
 */
export interface SourceSession {
  /** As PostgreSQL numbers it: 150018 is 15.18. */
  readonly serverVersion: number;
  /**
   * Every value arrives as the text that PostgreSQL prints (ISO dates in UTC, numbers in full, arrays as `{…}`, booleans as
   * `t` and `f`), or null: nothing is rounded or reinterpreted on the way.
   */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Reads `COPY (…) TO STDOUT`. The text is built by us only, from resolved and quoted identifiers. */
  copyOut(text: string): RowReader;
  exportSnapshot(): Promise<string>;
  /** Cancels what is still running. Resolves when the backend is gone, and never throws. */
  close(): Promise<void>;
}
