import { readFileSync, writeFileSync } from "node:fs";
import { publicSdl } from "./public-schema.js";

const file = new URL("../schema/schema.graphql", import.meta.url);

/** Writes schema/schema.graphql; with --check it only says whether the file is what the code makes. */
if (!process.argv.includes("--check")) writeFileSync(file, publicSdl);
else if (read() !== publicSdl) {
  console.error("schema/schema.graphql is stale: run `npm run schema` and commit it.");
  process.exitCode = 1;
}

function read(): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
