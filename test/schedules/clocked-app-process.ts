/** The app as a process of its own that goes by the tests' clock. SIGTERM ends it in good order. */
import "reflect-metadata";
import dataSource from "../../ormconfig.js";
import { startApp } from "../../src/app/start-app.js";
import { readConfig } from "../../src/config.js";
import { makeLog } from "../../src/platform/log.js";
import { tableClock } from "./table-clock.js";

const app = await startApp(readConfig(), dataSource, makeLog("warn"), tableClock);
process.on("SIGTERM", () => void app.stop().then(() => process.exit(0)));
process.stdout.write(`ready ${app.url ?? "worker"}\n`);
