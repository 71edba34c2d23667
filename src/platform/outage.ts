const STATES = /^(08...|55000|57P0[123]|53300|25P03)$/;
const SYSTEM = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"]);
const WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;
/** TypeORM's words for the next statement of a transaction whose connection was cut after the one before. */
const RELEASED = new Set(["QueryRunnerAlreadyReleasedError", "QueryRunnerProviderAlreadyReleasedError"]);

/** Whether our own database is away at the moment: what failed may be tried again as it is. */
export function isOutage(error: unknown): boolean {
  const {
    code = "",
    message = "",
    driverError,
  } = (error ?? {}) as {
    code?: string;
    message?: string;
    driverError?: unknown;
  };
  if (driverError) return isOutage(driverError);
  const name = (error as Error | undefined)?.constructor?.name ?? "";
  return STATES.test(code) || SYSTEM.has(code) || WORDS.test(message) || RELEASED.has(name);
}
