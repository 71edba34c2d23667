import type { ProfilingMode, TableProfileResult } from "../../assets/profile.model.js";
import type { SourceTarget } from "../../sources/source-session.js";
import type { Sources } from "../../sources/sources.js";

export interface ProfileOptions {
  readonly mode: ProfilingMode;
  /** How many sample values of each column are kept. */
  readonly sampleDataLimit: number;
  /** Bounds connections and threads. */
  readonly parallelWorkers: number;
}

export interface ProfileJob {
  readonly sources: Sources;
  /** With the database of the table. */
  readonly target: SourceTarget;
  readonly table: { readonly schema: string; readonly name: string };
  readonly options: ProfileOptions;
  readonly signal: AbortSignal;
  readonly applicationName: string;
  readonly statementTimeoutMs: number;
  /** 0 to 1. */
  progress(share: number): void;
}

/** Sessions of a task on its source, at most: more are no faster, and each is a connection that others have to do without. */
export const MOST_SESSIONS = 2;

/** Profiles one table. The stream way and the push-down way both are such a function, and give the same. */
export type ComputeProfile = (job: ProfileJob) => Promise<TableProfileResult>;

/** Thrown where there is nothing to profile: no failure, but no profile either. */
export class TableSkipped extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}
