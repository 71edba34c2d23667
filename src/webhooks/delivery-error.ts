import { CodedFailure } from "../platform/coded-failure.js";

/** Every code that an attempt's failure can have. docs/errors.md explains each; a test compares the two. */
export const WEBHOOK_ERRORS = {
  WEBHOOK_ADDRESS_FORBIDDEN: "This gateway must not connect to the address that the URL's host stands for.",
  WEBHOOK_HOST_UNKNOWN: "The URL's host name could not be looked up.",
  WEBHOOK_UNREACHABLE: "Nothing answers at this host and port.",
  WEBHOOK_TLS_FAILED:
    "No encrypted connection could be made, or the receiver's certificate is not trusted for this host.",
  WEBHOOK_TIMEOUT: "The receiver did not answer in full within 10 seconds.",
  WEBHOOK_CONNECTION_LOST: "The connection broke before the receiver had answered in full.",
  WEBHOOK_BAD_ANSWER: "What the receiver answered is not HTTP.",
  WEBHOOK_REDIRECTED: "The receiver answered with a redirect, which is not followed.",
  WEBHOOK_REFUSED: "The receiver answered with a status that is not one of 200 to 299.",
  WEBHOOK_GONE: "The receiver answered 410 Gone: the webhook is disabled.",
  WEBHOOK_SECRET_UNREADABLE: "The signing secret can't be read with the present keys: rotate it.",
  WEBHOOK_EXPIRED: "Its time was over before it could be tried.",
} as const;

export type WebhookErrorCode = keyof typeof WEBHOOK_ERRORS;

/** Why an attempt failed, in words of our own: never the receiver's, nor the system's. */
export class DeliveryError extends CodedFailure {
  private constructor(
    override readonly code: WebhookErrorCode,
    /** Where there was an answer. */
    readonly status: number | null,
  ) {
    super(code, WEBHOOK_ERRORS[code], code !== "WEBHOOK_GONE");
  }

  static of(code: WebhookErrorCode, status: number | null = null): DeliveryError {
    return new DeliveryError(code, status);
  }
}
