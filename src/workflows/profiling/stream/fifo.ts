import { execFile } from "node:child_process";
import { once } from "node:events";
import { constants, openSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const LOOK_AGAIN_MS = 1;

/** A named pipe that DuckDB reads as a file while we write to it: rows pass without ever being on a disk. */
export class Fifo {
  private constructor(readonly path: string) {}

  static async make(folder: string, count: number): Promise<Fifo[]> {
    const paths = Array.from({ length: count }, (_, index) => join(folder, `rows${index}`));
    await run("mkfifo", ["-m", "600", ...paths]);
    return paths.map((path) => new Fifo(path));
  }

  /** Waits for a reader, and gives the end to write to; undefined once `readerGone` says that none comes any more. */
  async open(readerGone: AbortSignal): Promise<FifoEnd | undefined> {
    while (!readerGone.aborted) {
      try {
        return new FifoEnd(openSync(this.path, constants.O_WRONLY | constants.O_NONBLOCK));
      } catch (error) {
        if ((error as { code?: string }).code !== "ENXIO") throw error;
        await delay(LOOK_AGAIN_MS);
      }
    }
    return undefined;
  }
}

export class FifoEnd {
  private readonly socket: Socket;

  /** As a socket, since files are written in libuv's threads: it has four, and each reader holds one. */
  constructor(fd: number) {
    this.socket = new Socket({ fd, readable: false, writable: true });
    this.socket.on("error", () => undefined); // whoever writes then is told
  }

  async write(bytes: Uint8Array, stop: AbortSignal): Promise<void> {
    if (!this.socket.write(bytes)) await once(this.socket, "drain", { signal: stop });
  }

  /** Tells the reader that no more comes; resolves when he can read all that was written. */
  async end(): Promise<void> {
    if (this.socket.destroyed) return;
    const closed = once(this.socket, "close");
    this.socket.end();
    await closed;
  }

  destroy(): void {
    this.socket.destroy();
  }
}
