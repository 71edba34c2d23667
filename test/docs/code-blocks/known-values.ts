import type { TestClient } from "../../support/app.js";
import { sampleDatabase } from "../../support/postgres.js";
import { defaultConfiguration, runToEnd } from "../../support/sample-service.js";

const TABLE = "PostgreSQL.dvdrental.public.customer";

/**
 * What a page leaves to its reader, in the page's own tenant:
 * `$configuration.TYPE` the default configuration of a type; `$run.TYPE` a run of it on the table customer that has completed, and
 * `$undecided.TYPE` one that waits for a decision; `$sample.port` and the like, the sample's connection;
 * `$answer.a.b.0` what is there in the newest answer above that has it.
 */
export class KnownValues {
  private readonly made = new Map<string, Promise<unknown>>();
  private readonly answers: unknown[] = [];

  constructor(private readonly client: TestClient) {}

  /** What the block before has answered. */
  get answer(): unknown {
    return this.answers[0];
  }

  answered(answer: unknown): void {
    this.answers.unshift(answer);
  }

  /** The value with each text that begins with $ resolved, however deep. */
  async resolve(value: unknown): Promise<unknown> {
    if (typeof value === "string") return value.startsWith("$") ? this.known(value.slice(1)) : value;
    if (Array.isArray(value)) return Promise.all(value.map((each) => this.resolve(each)));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(async ([key, each]) => [key, await this.resolve(each)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }

  private known(name: string): unknown {
    const [kind, ...path] = name.split(".");
    if (kind === "answer") return this.earlier(path);
    const made = this.made.get(name) ?? this.make(kind!, path[0]!);
    this.made.set(name, made);
    return made;
  }

  private async make(kind: string, which: string): Promise<unknown> {
    if (kind === "configuration") return defaultConfiguration(this.client, which);
    if (kind === "run") return (await runToEnd(this.client, which, TABLE)).runId;
    if (kind === "undecided") return (await runToEnd(this.client, which, TABLE, { saveAll: false })).runId;
    if (kind === "sample") return (await sampleDatabase())[which as "port"];
    throw new Error(`There is no known value $${kind}.`);
  }

  private earlier(path: readonly string[]): unknown {
    for (const answer of this.answers) {
      const found = path.reduce<any>((value, key) => value?.[key], answer);
      if (found !== undefined && found !== null) return found;
    }
    throw new Error(`No answer above has ${path.join(".")}.`);
  }
}
