import type { TableProfileResult } from "../../assets/profile.model.js";
import { ProfilingOutput } from "./profiling.types.js";

/** What a task leaves with the run; the profile only where it is saved nowhere else. */
export interface TaskResult {
  readonly rows: number;
  readonly columns: number;
  readonly columnsSkipped: number;
  readonly profile?: TableProfileResult;
}

export async function summary(results: AsyncIterable<{ readonly result: TaskResult }>): Promise<ProfilingOutput> {
  const output = Object.assign(new ProfilingOutput(), { tables: 0, columns: 0, columnsSkipped: 0, rows: 0 });
  for await (const { result } of results) {
    output.tables++;
    output.columns += result.columns;
    output.columnsSkipped += result.columnsSkipped;
    output.rows += result.rows;
  }
  return output;
}
