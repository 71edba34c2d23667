import { CodedFailure } from "../platform/coded-failure.js";

interface Meaning {
  readonly message: string;
  /** Whether trying again may help. */
  readonly retryable: boolean;
}

const final = (message: string): Meaning => ({ message, retryable: false });
const passing = (message: string): Meaning => ({ message, retryable: true });

/** Every code that a source's failure can have. docs/errors.md explains each; a test compares the two. */
export const SOURCE_ERRORS = {
  SOURCE_UNREACHABLE: passing("The database server can't be reached at this host and port."),
  SOURCE_HOST_FORBIDDEN: final("This gateway must not connect to this host."),
  SOURCE_AUTHENTICATION_FAILED: final("The database server refused the user or the password."),
  SOURCE_DATABASE_MISSING: final("The database server has no database of this name."),
  SOURCE_TLS_FAILED: final("The encrypted connection that the TLS mode asks for could not be made."),
  SOURCE_TOO_OLD: final("The database server is older than PostgreSQL 12."),
  SOURCE_TOO_MANY_CONNECTIONS: passing("No connection is free at the database server, or under the service's cap."),
  SOURCE_STATEMENT_TIMEOUT: final("A statement took longer than its time limit, or was cancelled at the server."),
  SOURCE_LOCKED: passing("A lock of somebody else stood in the way."),
  SOURCE_PERMISSION_DENIED: final("The role lacks the right to read this."),
  SOURCE_OBJECT_GONE: final("A schema, table or column is not there any more."),
  SOURCE_ANSWER_TOO_LARGE: final("The database server's answer is larger than this gateway takes."),
  SOURCE_CONNECTION_LOST: passing("The connection to the database server was lost."),
  SOURCE_CANCELLED: final("The work was cancelled."),
  SOURCE_SERVICE_REMOVED: final("The data service is not registered any more."),
  SOURCE_PASSWORD_UNREADABLE: final("The stored password can't be read with the present keys: set it again."),
  SOURCE_ERROR: final("The database server reported an error."),
} as const satisfies Record<string, Meaning>;

export type SourceErrorCode = keyof typeof SOURCE_ERRORS;

/** What a source refused or could not do, in words of our own: never the server's text, which may hold data. */
export class SourceError extends CodedFailure {
  /** `message` where there is more to say than the code's own sentence. */
  static of(code: SourceErrorCode, message: string = SOURCE_ERRORS[code].message): SourceError {
    return new SourceError(code, message, SOURCE_ERRORS[code].retryable);
  }
}
