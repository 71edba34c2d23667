import { readFileSync, writeFileSync } from "node:fs";
import { publicDocument } from "./public-document.js";
import { publicSdl, subgraphSdl } from "./public-schema.js";

const printed = { "schema.graphql": publicSdl, "subgraph.graphql": subgraphSdl, "openapi.json": publicDocument };

/** Writes the files of the schema; with --check it only says whether they are what the code makes. */
for (const [name, text] of Object.entries(printed)) {
  const file = new URL(`../schema/${name}`, import.meta.url);
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (read(file) !== text) {
    console.error(`schema/${name} is stale: run \`npm run schema\` and commit it.`);
    process.exitCode = 1;
  }
}

function read(file: URL): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
