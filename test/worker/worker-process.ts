/** A worker as a process of its own, for tests that kill it. SIGTERM drains it; `ready` on its output says it works. */
import { pino } from "pino";
import { openProcess } from "../runs/system.js";

const [url, concurrency = "4", kind = ""] = process.argv.slice(2);
const log = pino({ level: process.env.TEST_LOG ?? "fatal" }, pino.destination(2));
const parts = await openProcess(url!, { log, poolSize: 6, pipelines: kind === "pipelines" });
const worker = parts.startWorker(Number(concurrency));
process.on("SIGTERM", async () => {
  await worker.drain(100);
  await parts.close();
  process.exit(0);
});
process.stdin.on("end", () => process.exit(1)).resume(); // the test is gone
process.stdout.write(`ready ${parts.engine.workerId}\n`);
