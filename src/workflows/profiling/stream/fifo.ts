import { execFile } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const LOOK_AGAIN_MS = 1;

/** A named pipe that DuckDB reads as a file while we write to it: rows pass without ever being on a disk. */
export class Fifo {
  private end?: Socket;

  private constructor(readonly path: string) {}

  static async make(folder: string, count: number): Promise<Fifo[]> {
    const paths = Array.from({ length: count }, (_, index) => join(folder, `rows${index}.csv`));
    await run("mkfifo", ["-m", "600", ...paths]);
    return paths.map((path) => new Fifo(path));
  }

  get written(): number {
    return this.end?.bytesWritten ?? 0;
  }

  /**
   * Waits for the reader, writes all of the rows, and tells him that no more comes. Once `stop` is aborted he is told so
   * at once: he would wait for ever otherwise. `readerGone`: there is none any more.
   */
  async fill(rows: () => Readable, stop: AbortSignal, readerGone: AbortSignal): Promise<void> {
    const fd = await this.openForReader(readerGone);
    if (fd === undefined) return;
    if (stop.aborted) return closeSync(fd);
    // As a socket, since files are written in libuv's threads: it has four, and each reader may hold one.
    this.end = new Socket({ fd, readable: false, writable: true });
    await pipeline(rows(), this.end, { signal: stop });
  }

  private async openForReader(readerGone: AbortSignal): Promise<number | undefined> {
    while (!readerGone.aborted) {
      try {
        return openSync(this.path, constants.O_WRONLY | constants.O_NONBLOCK);
      } catch (error) {
        if ((error as { code?: string }).code !== "ENXIO") throw error;
        await delay(LOOK_AGAIN_MS);
      }
    }
    return undefined;
  }
}
