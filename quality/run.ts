import "reflect-metadata";
import { dataDirectory } from "./data-directory.js";
import { withServer } from "./with-server.js";

/** `npm run quality [-- <part> [directory]]`; each part is a file of this folder. Without a part, all of them. */
const PARTS: Readonly<Record<string, (directory: string) => Promise<void>>> = {
  "personal-data": async (directory) => (await import("./personal-data.js")).measurePersonalData(directory),
  "planted-errors": async (directory) => (await import("./planted-errors.js")).measurePlantedErrors(directory),
};

const [first, second] = process.argv.slice(2);
const named = first !== undefined && Object.hasOwn(PARTS, first);
const directory = dataDirectory(named ? second : first);
if (directory === undefined) {
  console.error(
    `Name a directory that holds a folder of SQL files for each database, or set REAL_DATA_DIR. Parts: ${Object.keys(PARTS).join(", ")}.`,
  );
  process.exitCode = 1;
} else {
  await withServer(async () => {
    for (const name of named ? [first] : Object.keys(PARTS)) await PARTS[name]!(directory);
  });
}
