import type { Finding } from "../../assets/changes/change.model.js";
import type { KnownOfTable } from "../../assets/changes/changes-of-findings.js";
import type { KnownAnnotation, TableFacts } from "../../assets/facts/table-facts.js";
import type { ExecuteContext, Workflow } from "../contract.js";
import type { ColumnSamples } from "./column-samples.js";

/** What the work on one table comes to. */
export interface Found<T extends object> {
  /** In an order that depends on the input only. */
  readonly findings: readonly Finding[];
  /** What `summarize` adds up, and what the task keeps: small, and the same for the same input. */
  readonly result: T;
  /** Columns of which nothing could be decided, so that what is known of them stays. */
  readonly undecided?: readonly string[];
  /** What the catalog holds of the kinds that facts leave out. */
  readonly known?: readonly KnownOfTable[];
}

/** What a task gets to read with. */
export interface Reading<P> {
  readonly context: ExecuteContext<P>;
  /** Values of the columns, read from the source; undefined where its rows may not leave it. */
  samples(): Promise<ColumnSamples | undefined>;
}

/** A workflow type that looks at one table at a time and proposes changes to the catalog. */
export interface Enrichment<P extends object, O extends object, T extends object>
  extends Pick<
    Workflow<P, O>,
    | "type"
    | "category"
    | "name"
    | "description"
    | "defaults"
    | "member"
    | "parametersInput"
    | "parametersType"
    | "outputType"
    | "checkGiven"
    | "check"
  > {
  /** Whether its tasks connect to the source. */
  readsSource(parameters: P): boolean;
  /**
   * What an earlier run of the type found of the column, or of the table itself where that is null; where it is not found
   * any more, its removal is proposed.
   */
  owns(annotation: KnownAnnotation, column: string | null): boolean;
  find(facts: TableFacts, reading: Reading<P>): Promise<Found<T>>;
  /** The run's output, of the results of its tasks in plan order. */
  summarize(results: AsyncIterable<{ readonly target: string; readonly result: T }>): Promise<O>;
}
