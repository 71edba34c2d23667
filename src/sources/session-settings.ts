/** Time for the worker between two statements, on top of a statement's budget. */
const IDLE_EXTRA_MS = 60_000;

/** What every session runs under: it reads only, waits briefly, prints values one way and takes little of the server. */
export function sessionSettings(statementTimeoutMs: number): Record<string, string> {
  const budget = Math.ceil(statementTimeoutMs);
  return {
    statement_timeout: `${budget}`,
    lock_timeout: "2000",
    idle_in_transaction_session_timeout: `${budget + IDLE_EXTRA_MS}`,
    default_transaction_read_only: "on",
    search_path: "",
    DateStyle: "ISO",
    IntervalStyle: "postgres",
    TimeZone: "UTC",
    bytea_output: "hex",
    extra_float_digits: "1",
    standard_conforming_strings: "on",
    work_mem: "64MB",
    jit: "off",
    max_parallel_workers_per_gather: "0",
    // Its own reads, ahead of which the system reads: from 18 on PostgreSQL would hand them to workers that all sessions share.
    effective_io_concurrency: "0",
  };
}

/** For the connection's start: they hold from the first moment. */
export const asStartupOptions = (settings: Record<string, string>): string =>
  Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, "\\$&")}`)
    .join(" ");

/** For the transaction: they hold too where a pooler in between dropped the former. */
export const asStatements = (settings: Record<string, string>): string[] =>
  Object.entries(settings).map(([name, value]) => `SET LOCAL ${name} = '${value}'`);
