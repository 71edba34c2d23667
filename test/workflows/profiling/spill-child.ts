import { makeSpillFolder } from "../../../src/workflows/profiling/spill.js";

/** A worker in the middle of a task: it has a folder, says which, and goes on until it is killed. */
console.log(await makeSpillFolder(process.argv[2]!));
setInterval(() => undefined, 60_000);
