import { servedSchema } from "./public-schema.js";
import { undescribed } from "./undescribed.js";

/** Fails where an element of the served schema has no description. */
const missing = undescribed(servedSchema);
for (const element of missing) console.error(`${element} has no description.`);
if (missing.length > 0) process.exitCode = 1;
