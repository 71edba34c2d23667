import { GraphQLError } from "graphql";
import { Field, ObjectType, registerEnumType } from "type-graphql";

/** Every code a client can meet. docs/errors.md explains each; a test compares the two. */
export enum ErrorCode {
  INVALID_REQUEST = "INVALID_REQUEST",
  INVALID_TOKEN = "INVALID_TOKEN",
  INSUFFICIENT_PERMISSIONS = "INSUFFICIENT_PERMISSIONS",
  RESOURCE_NOT_FOUND = "RESOURCE_NOT_FOUND",
  RESOURCE_ALREADY_EXISTS = "RESOURCE_ALREADY_EXISTS",
  VALIDATION_ERROR = "VALIDATION_ERROR",
  CONFLICT = "CONFLICT",
  DOCUMENT_NOT_TRUSTED = "DOCUMENT_NOT_TRUSTED",
  PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND",
  RATE_LIMIT_EXCEEDED = "RATE_LIMIT_EXCEEDED",
  SERVICE_UNAVAILABLE = "SERVICE_UNAVAILABLE",
  INTERNAL_ERROR = "INTERNAL_ERROR",
}
registerEnumType(ErrorCode, {
  name: "ErrorCode",
  description: "What kind of error it is. New codes may be added: treat an unknown one like INTERNAL_ERROR.",
  valuesConfig: {
    INVALID_REQUEST: { description: "The request as a whole can't be understood, for example a made-up cursor." },
    INVALID_TOKEN: { description: "The bearer token is missing, malformed, expired or not signed by a trusted key." },
    INSUFFICIENT_PERMISSIONS: { description: "The token lacks the scope that this needs." },
    RESOURCE_NOT_FOUND: { description: "What the input names does not exist, or is not visible to this tenant." },
    RESOURCE_ALREADY_EXISTS: { description: "Something of that name exists already." },
    VALIDATION_ERROR: { description: "A field of the input has a value that is not allowed." },
    CONFLICT: { description: "The present state does not allow this, for example an idempotency key reused." },
    DOCUMENT_NOT_TRUSTED: {
      description: "The gateway executes the operations of a list, and this is not one of them.",
    },
    PERSISTED_QUERY_NOT_FOUND: { description: "The hash of the operation is not known here: send it with the text." },
    RATE_LIMIT_EXCEEDED: {
      description: "Too much at once: operations, streams or sockets. Let some end, or try again later.",
    },
    SERVICE_UNAVAILABLE: { description: "A part that is needed is down at the moment; try again later." },
    INTERNAL_ERROR: { description: "An error of the gateway; its request id is in the answer and in the log." },
  },
});

@ObjectType({ description: "A mistake in the input that the client can mend." })
export class UserError {
  @Field(() => ErrorCode, { description: "The kind of mistake." })
  code: ErrorCode;

  @Field(() => String, { description: "What is wrong and what would be right, in one or two sentences." })
  message: string;

  @Field(() => [String], {
    description: "Where in the input, e.g. [parameters, profiling, parallelWorkers]; empty for the input as a whole.",
  })
  path: string[];
}

/** How many mistakes one answer lists: input that is all mistakes is not answered by as much text. */
export const MOST_ERRORS = 5;

/** Thrown by services for a mistake of the client; a mutation turns it into `userErrors`, a query into a coded error. */
export class UserErrors extends Error {
  readonly errors: UserError[];

  constructor(errors: readonly UserError[]) {
    const listed = errors.slice(0, MOST_ERRORS);
    super(listed.map((error) => error.message).join(" "));
    this.name = "UserErrors";
    this.errors = listed;
  }

  static one(code: ErrorCode, message: string, ...path: string[]): UserErrors {
    return new UserErrors([{ code, message, path }]);
  }
}

/** A top-level error with a code, for what a payload can't say (no token, no scope, a bad cursor in a query). */
export function codedError(
  code: ErrorCode | string,
  message: string,
  extensions: Record<string, unknown> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}

/** Runs a mutation's work; a client's mistakes become the payload's `userErrors`, everything else goes on up to be masked. */
export async function withUserErrors<Payload extends object>(
  work: () => Promise<Payload>,
  empty: Payload,
): Promise<Payload & { userErrors: UserError[] }> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (error instanceof UserErrors) return { ...empty, userErrors: error.errors };
    throw error;
  }
}
