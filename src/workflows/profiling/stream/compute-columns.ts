import type { RawFigures } from "../figures.js";
import { columnFigures } from "./column-figures.js";
import type { Duck } from "./duck.js";
import { fieldName } from "./rows-sql.js";
import type { StreamColumn } from "./stream-column.js";

interface ColumnJob {
  readonly columns: readonly StreamColumn[];
  readonly rowCount: number;
  readonly samples: number;
  done(column: StreamColumn, raw: RawFigures): void;
}

/** What a text costs beside a value of another type. */
const COST_OF_TEXT = 3;

/** By the different values that PostgreSQL's statistics let expect. */
function cost({ type, column }: StreamColumn, rowCount: number): number {
  const estimate = column.distinctEstimate ?? -1;
  return (estimate < 0 ? -estimate * rowCount : estimate) * (type === "VARCHAR" ? COST_OF_TEXT : 1);
}

/** Computes the figures of the columns of DuckDB's table `rows`, the costly ones first. */
export async function computeColumns(duck: Duck, { columns, rowCount, samples, done }: ColumnJob): Promise<void> {
  const waiting = columns
    .map((column, index) => ({ column, field: fieldName(index) }))
    .toSorted((a, b) => cost(b.column, rowCount) - cost(a.column, rowCount));
  const workOff = async (connection: Duck) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      done(next.column, await columnFigures(connection, next.column, next.field, rowCount, samples));
    }
  };
  const others: Duck[] = [];
  try {
    while (others.length + 1 < Math.min(duck.connections, columns.length)) {
      others.push(await duck.another());
    }
    const stopOnFailure = (error: unknown) => {
      waiting.length = 0;
      throw error;
    };
    const workers = [duck, ...others].map((connection) => workOff(connection).catch(stopOnFailure));
    for (const result of await Promise.allSettled(workers)) if (result.status === "rejected") throw result.reason;
  } finally {
    for (const other of others) other.disconnect();
  }
}
