/**
 * Why a unit of work failed, in words that a client may see as they are: no SQL, no secret and no cell value in them.
 * docs/errors.md lists the codes.
 */
export class CodedFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** Whether trying again may help. */
    readonly retryable = false,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}
