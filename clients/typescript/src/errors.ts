import type { ErrorCode } from "./generated/operations.js";

/** A mistake in the input, as a payload's `userErrors` tell it. */
export interface UserError {
  /** Undefined where the document does not ask for it. */
  readonly code: ErrorCode | undefined;
  readonly message: string;
  /** Which field of the input; empty where that is none, or the document does not ask. */
  readonly path: readonly string[];
}

/** As it came: documents of one's own need not ask for all of it. */
export const toUserError = ({
  code,
  message = "Something of the input is wrong.",
  path = [],
}: Partial<UserError>): UserError => ({ code, message, path });

/** The gateway did not do (all of) what was asked, since something of the input is wrong. */
export class UserErrorsError extends Error {
  override readonly name = "UserErrorsError";
  /** All that is wrong; at least one. */
  readonly errors: readonly [UserError, ...UserError[]];
  /** The answer as it came: payloads may have more than their errors, e.g. the present state. */
  readonly data: unknown;

  constructor(errors: readonly [UserError, ...UserError[]], data: unknown) {
    super(errors.map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message)).join(" "));
    this.errors = errors;
    this.data = data;
  }

  /** The code of the first one. */
  get code(): ErrorCode | undefined {
    return this.errors[0].code;
  }
}

/** Codes of the gateway, of the ends of its streams, and UNREACHABLE. More may come: treat an unknown one like INTERNAL_ERROR. */
export type GatewayErrorCode =
  | ErrorCode
  | "SERVER_GOING_AWAY"
  | "AUTH_EXPIRED"
  | "LAGGED"
  | "CURSOR_EXPIRED"
  /** No answer came, or only a part of it: whether the gateway did what was asked is not known. */
  | "UNREACHABLE"
  | (string & {});

export interface GatewayErrorDetails {
  /** The answer's HTTP status, where there was one. */
  readonly status?: number | undefined;
  /** Of an INTERNAL_ERROR: leads whoever runs the gateway to the cause. */
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
}

/** The request as a whole failed: no connection, no right, not understood, or an error of the gateway itself. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly code: GatewayErrorCode;
  readonly status: number | undefined;
  readonly requestId: string | undefined;

  constructor(code: GatewayErrorCode, message: string, { status, requestId, cause }: GatewayErrorDetails = {}) {
    super(message, { cause });
    this.code = code;
    this.status = status;
    this.requestId = requestId;
  }

  /** Whether the same request may go well a little later. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}

const RETRYABLE = new Set(["UNREACHABLE", "SERVICE_UNAVAILABLE", "RATE_LIMIT_EXCEEDED"]);

/** An error of a GraphQL answer, as far as it is read here. */
export interface AnswerError {
  readonly message: string;
  readonly extensions?: { readonly code?: unknown; readonly requestId?: unknown } | undefined;
}

export function toGatewayError({ message, extensions }: AnswerError, status?: number): GatewayError {
  const { code, requestId } = extensions ?? {};
  return new GatewayError(typeof code === "string" ? code : "INTERNAL_ERROR", message, {
    status,
    requestId: typeof requestId === "string" ? requestId : undefined,
  });
}
