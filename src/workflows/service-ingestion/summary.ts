import { ChangeLog } from "../../assets/catalog/update/changes.js";
import { ServiceIngestionOutput } from "./service-ingestion.types.js";

/** What one task found in its database: the run's output is the sum of them. */
export type DatabaseResult = ServiceIngestionOutput;

/** Adds the databases' results up; of the changes the first of each kind are listed. */
export async function summary(results: AsyncIterable<{ readonly result: object }>): Promise<ServiceIngestionOutput> {
  const output = Object.assign(new ServiceIngestionOutput(), {
    databases: 0,
    schemas: 0,
    tables: 0,
    columns: 0,
    added: 0,
    changed: 0,
    gone: 0,
  });
  const log = new ChangeLog();
  for await (const { result } of results) {
    const one = result as DatabaseResult;
    output.databases += one.databases;
    output.schemas += one.schemas;
    output.tables += one.tables;
    output.columns += one.columns;
    output.added += one.added;
    output.changed += one.changed;
    output.gone += one.gone;
    log.add(...one.changes);
  }
  output.changes = log.changes;
  return output;
}
