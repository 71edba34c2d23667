import type { Duplex } from "node:stream";
import type { Connection, Submittable } from "pg";

/** The part of pg's connection that speaks the extended protocol, as it is at run time. */
export interface Wire {
  readonly stream: Duplex;
  parse(statement: { text: string }): void;
  bind(portal: object): void;
  execute(portal: object): void;
  sync(): void;
}

/** Parse, bind, execute: what the simple protocol's one message would do, for one statement and no more. */
export function sendStatement(wire: Wire, text: string): void {
  wire.parse({ text });
  wire.bind({});
  wire.execute({});
}

/**
 * Several statements of ours in one round trip: the first that fails ends them all. Their rows are not looked at.
 * pg calls the `handle…` methods of whatever is submitted to it.
 */
export class Exchange implements Submittable {
  readonly done: Promise<void>;
  handleReadyForQuery: () => void;
  handleError: (error: unknown) => void;

  constructor(private readonly statements: readonly string[]) {
    this.done = new Promise((resolve, reject) => {
      this.handleReadyForQuery = resolve;
      this.handleError = reject;
    });
  }

  submit(connection: Connection): void {
    const wire = connection as unknown as Wire;
    wire.stream.cork();
    for (const text of this.statements) sendStatement(wire, text);
    wire.sync();
    wire.stream.uncork();
  }

  handleDataRow(): void {}
  handleCommandComplete(): void {}
}
