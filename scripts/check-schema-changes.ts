import { readFileSync } from "node:fs";
import { publicSchema, publicSdl } from "./public-schema.js";
import { schemaOfLastTag, unannouncedBreaks, undatedDeprecations } from "./schema-changes.js";

/** Fails on a change since the last tag that would break clients and is not announced, and on deprecations without a date. */
const mistakes = undatedDeprecations(publicSchema).map(
  (name) => `${name} is deprecated without a date: say "Removed after YYYY-MM-DD." in its reason.`,
);
const last = await schemaOfLastTag(".").catch((error: Error) => error);
if (last instanceof Error)
  console.warn(`The schema was compared with no tag, since none can be known here. ${last.message}`);
else if (last) {
  const breaks = await unannouncedBreaks(last, publicSdl, readFileSync("CHANGELOG.md", "utf8"));
  mistakes.push(...breaks.map((each) => `Breaks clients of ${last.tag}, and CHANGELOG.md doesn't say so: ${each}`));
} else console.info("No tag yet: the schema is compared with nothing.");
for (const mistake of mistakes) console.error(mistake);
if (mistakes.length > 0) process.exitCode = 1;
