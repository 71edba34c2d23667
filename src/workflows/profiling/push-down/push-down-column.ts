/** One column as the SQL of this folder needs it. `r` is the table's alias throughout. */
export interface PushDownColumn {
  /** `r."name"`. */
  readonly ref: string;
  /** What values are equal by: the column itself, or its text where its type has no useful equality. */
  readonly key: string;
  /** Text of a value of the key's type, collated by byte order. */
  text(value: string): string;
  /** False where equal values may print differently (1.0 and 1.00): then the smallest text stands for them. */
  readonly equalIsSameText: boolean;
  /** Unique and not null by declaration: each row is a group of its own. */
  readonly knownUnique: boolean;
  /** So many different values that one sort of the rows is cheaper than running sums over the groups. */
  readonly manyValues: boolean;
  /** A value of the key's type as double precision, null where it isn't finite; of numbers and times only. */
  asDouble?(value: string): string;
}
