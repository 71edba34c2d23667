import { join } from "node:path";
import type { DuckDBInstance } from "@duckdb/node-api";
import { literal } from "./literal.js";

/**
 * How long a DuckDB that nobody uses is kept, with the memory that it has freed. The next table is profiled in it: to have
 * all that memory from the system anew takes up to a third of a profile's time.
 */
const KEPT_MS = 60_000;

interface Kept {
  readonly instance: DuckDBInstance;
  readonly memory: number;
  readonly timer: NodeJS.Timeout;
}

const kept: Kept[] = [];

/** A DuckDB without tables, for one task at a time. `memory` is in MiB; what does not fit goes to the folder. */
export async function takeInstance(folder: string, memory: number): Promise<DuckDBInstance> {
  const temporary = join(folder, "duckdb");
  const at = kept.findIndex((each) => each.memory === memory);
  if (at >= 0) {
    const [{ instance, timer }] = kept.splice(at, 1) as [Kept];
    clearTimeout(timer);
    if (await madeReady(instance, temporary)) return instance;
    instance.closeSync();
  }
  return create(temporary, memory);
}

/** Its tables are dropped and its connections closed. */
export function keepInstance(instance: DuckDBInstance, memory: number): void {
  const timer = setTimeout(() => {
    kept.splice(
      kept.findIndex((each) => each.instance === instance),
      1,
    );
    instance.closeSync();
  }, KEPT_MS).unref();
  kept.push({ instance, memory, timer });
}

async function create(temporary: string, memory: number): Promise<DuckDBInstance> {
  // Read once, when the library is loaded. What is closed is given back at once, what is freed before in the same time.
  process.env.DUCKDB_JE_MALLOC_CONF ??= `dirty_decay_ms:${KEPT_MS},muzzy_decay_ms:0,lg_extent_max_active_fit:30`;
  const { DuckDBInstance } = await import("@duckdb/node-api"); // large, and not every process profiles
  return DuckDBInstance.create(":memory:", {
    // Several columns at once, a thread each, cost less than all threads for one after the other.
    threads: "1",
    memory_limit: `${memory}MiB`,
    temp_directory: temporary,
    allocator_flush_threshold: NEVER,
    allocator_bulk_deallocation_flush_threshold: NEVER,
    force_compression: "uncompressed", // rows are read a few times and dropped: it costs more than the memory that it saves
    enable_external_file_cache: "false",
    preserve_insertion_order: "false",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
}

/** More than there is. */
const NEVER = "1TiB";

/** As it was when it was new. One that has spilled stays with its folder, and can't be made so. */
async function madeReady(instance: DuckDBInstance, temporary: string): Promise<boolean> {
  const connection = await instance.connect();
  try {
    await connection.run("SET preserve_insertion_order = false");
    await connection.run(`SET temp_directory = ${literal(temporary)}`);
    return true;
  } catch {
    return false;
  } finally {
    connection.closeSync();
  }
}
