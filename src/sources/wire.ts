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

/**
 * Several statements of ours in one round trip: the first that fails ends them all. Their rows are not looked at.
 * pg calls the `handle…` methods of whatever is submitted to it.
 */
export class Exchange implements Submittable {
  readonly done: Promise<void>;
  private resolve: () => void;
  private reject: (error: unknown) => void;

  private constructor(private readonly send: (wire: Wire) => void) {
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  static of(statements: readonly string[]): Exchange {
    return new Exchange((wire) => {
      for (const text of statements) {
        wire.parse({ text });
        wire.bind({});
        wire.execute({});
      }
    });
  }

  /** Leaves a statement at the unnamed portal, to be executed. */
  static binding(text: string): Exchange {
    return new Exchange((wire) => {
      wire.parse({ text });
      wire.bind({});
    });
  }

  submit(connection: Connection): void {
    const wire = connection as unknown as Wire;
    wire.stream.cork();
    this.send(wire);
    wire.sync();
    wire.stream.uncork();
  }

  handleReadyForQuery(): void {
    this.resolve();
  }

  handleError(error: unknown): void {
    this.reject(error);
  }

  handleDataRow(): void {}
  handleCommandComplete(): void {}
}
