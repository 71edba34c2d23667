import { isNativeError } from "node:util/types";
import pino, { type DestinationStream, type Logger } from "pino";

interface Loggable {
  readonly name?: string;
  readonly message?: string;
  readonly stack?: string;
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly driverError?: Loggable;
  readonly severity?: unknown;
}

/** The log: JSON lines, with what goes wrong but without the data that it went wrong with. */
export function makeLog(level: string, destination?: DestinationStream): Logger {
  return pino({ level, serializers: { err: describeError } }, destination ?? pino.destination(1));
}

/**
 * Errors of a database carry the statement, its values, and messages that quote values: of these only code, constraint
 * and the places in our code are kept. An error of another realm, as of a `vm`, is one of no class of ours, and an error.
 */
export function describeError(error: unknown): object {
  if (!isNativeError(error)) return { type: typeof error };
  const { name, message, stack, code, constraint, driverError, severity }: Loggable = error;
  const database = driverError ?? (severity !== undefined ? error : undefined);
  if (!database) return { type: name, message, code, stack };
  const places = (stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const { code: state = code, constraint: broken = constraint } = database as Loggable;
  return { type: name, message: "The database refused.", code: state, constraint: broken, stack: places.join("\n") };
}
