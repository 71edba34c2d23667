import { existsSync } from "node:fs";
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
  const at = kept.findIndex((each) => each.memory === memory);
  if (at >= 0) {
    const [{ instance, timer }] = kept.splice(at, 1) as [Kept];
    clearTimeout(timer);
    await makeReady(instance, folder);
    return instance;
  }
  return create(folder, memory);
}

/** Its tables are dropped and its connections closed. One that has spilled is not kept: rows would stay on the disk with it. */
export function keepInstance(instance: DuckDBInstance, folder: string, memory: number): void {
  if (existsSync(spillOf(folder))) {
    instance.closeSync();
    return;
  }
  const timer = setTimeout(() => {
    kept.splice(
      kept.findIndex((each) => each.instance === instance),
      1,
    );
    instance.closeSync();
  }, KEPT_MS).unref();
  kept.push({ instance, memory, timer });
}

async function create(folder: string, memory: number): Promise<DuckDBInstance> {
  // Read once, when the library is loaded. What is freed is kept until a DuckDB is closed, which gives all of it back.
  process.env.DUCKDB_JE_MALLOC_CONF ??= "dirty_decay_ms:-1,muzzy_decay_ms:0,lg_extent_max_active_fit:30";
  const { DuckDBInstance } = await import("@duckdb/node-api"); // large, and not every process profiles
  return DuckDBInstance.create(":memory:", {
    // Several columns at once, a thread each, cost less than all threads for one after the other.
    threads: "1",
    memory_limit: `${memory}MiB`,
    temp_directory: spillOf(folder),
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

/** It is there from the first spill on. */
const spillOf = (folder: string) => join(folder, "duckdb");

/** As it was when it was new. */
async function makeReady(instance: DuckDBInstance, folder: string): Promise<void> {
  try {
    const connection = await instance.connect();
    await connection.run("SET preserve_insertion_order = false");
    await connection.run(`SET temp_directory = ${literal(spillOf(folder))}`);
    connection.closeSync();
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}
