import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

const LOOK_MS = 25;
const MB = 1024 ** 2;

/** Watches this process and the server's processes of one application. The latter only where Linux tells. */
export function watchMemory(superuserUrl: string, application: string) {
  let worker = 0;
  let server = 0;

  async function look(client: pg.Client): Promise<void> {
    worker = Math.max(worker, process.memoryUsage.rss());
    const found = await client.query("select pid from pg_stat_activity where application_name = $1", [application]);
    const sizes = await Promise.all(found.rows.map(({ pid }) => ownMemory(pid)));
    server = Math.max(
      server,
      sizes.reduce((sum, size) => sum + size, 0),
    );
  }

  return {
    async during<T>(work: () => Promise<T>): Promise<T> {
      const client = new pg.Client({ connectionString: superuserUrl });
      await client.connect();
      let over = false;
      const watching = (async () => {
        for (; !over; await delay(LOOK_MS)) await look(client);
      })();
      try {
        return await work();
      } finally {
        over = true;
        await watching;
        await client.end();
      }
    },
    report: () =>
      `worker ${(worker / MB).toFixed(0)} MB (whole process), server ${server > 0 ? `${(server / MB).toFixed(0)} MB (its backends, shared buffers left out)` : "unknown here"}`,
  };
}

/** Bytes of a process that it shares with nobody. */
async function ownMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024;
}
