import type { Connection } from "pg";
import { type CopyToStreamQuery, to as copyTo } from "pg-copy-streams";
import type { Wire } from "./wire.js";

/** What pg calls, beyond the stream's public face. */
type Submitted = CopyToStreamQuery & {
  handleError(error: unknown): void;
  handleReadyForQuery(): void;
};

export interface CopyOut {
  readonly stream: CopyToStreamQuery;
  /** Settles when the server has ended the statement. */
  readonly ended: Promise<void>;
  /** Reads the rest and keeps nothing: a server that waits for its reader doesn't hear a cancel. */
  discard(): void;
}

/**
 * A COPY as a stream, by the extended protocol: pg-copy-streams reads the rows, but its own way to send the statement
 * is the simple protocol, which takes several. The statement must be bound to the unnamed portal before.
 */
export function copyOut(): CopyOut {
  const stream = copyTo("") as Submitted;
  const submit = stream.submit.bind(stream);
  stream.submit = (connection: Connection) => {
    const wire = connection as unknown as Wire;
    const execute = () => {
      wire.execute({});
      wire.sync();
    };
    submit(Object.create(wire, { query: { value: execute } }) as Connection);
  };
  const ended = new Promise<void>((resolve, reject) => {
    stream.handleError = reject;
    stream.handleReadyForQuery = resolve;
  });
  stream.on("error", () => undefined); // who reads it has a listener; after that nobody need care
  const discard = () => {
    stream.push = () => true;
    stream._read(0);
  };
  return { stream, ended, discard };
}
