import type { Readable } from "node:stream";

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
}

/** One read-only REPEATABLE READ transaction on a source. Everything goes over the extended protocol with bound values. */
export interface SourceSession {
  readonly serverVersion: number;
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Streams `COPY (…) TO STDOUT`. The text is built by us only, from resolved and quoted identifiers. */
  copyOut(text: string): Readable;
  exportSnapshot(): Promise<string>;
  close(): Promise<void>;
}
