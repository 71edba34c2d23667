import { globSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import * as documents from "@graphql-codegen/typed-document-node";
import * as types from "@graphql-codegen/typescript-operations";
import { parse } from "graphql";

const root = fileURLToPath(new URL("..", import.meta.url));
const filename = `${root}clients/typescript/src/generated/operations.ts`;
const HEADER = "// Made of schema/operations by `npm run client:generate`: do not edit.\n\n";

/** Each scalar of the schema travels as a text. */
const scalars = Object.fromEntries(["ID", "AssetFqn", "Cursor", "DateTime", "Decimal"].map((name) => [name, "string"]));

const text = await codegen({
  filename,
  schema: read("schema/schema.graphql"),
  documents: globSync("schema/operations/*.graphql", { cwd: root })
    .sort()
    .map((location) => ({ location, document: read(location) })),
  config: {
    scalars,
    strictScalars: true,
    futureProofEnums: true,
    immutableTypes: true,
    arrayInputCoercion: false,
    skipTypename: true,
    useTypeImports: true,
    documentMode: "graphQLTag",
    gqlImport: "../document.js#gql",
    pureMagicComment: true,
  },
  plugins: [{ types: {} }, { documents: {} }],
  pluginMap: { types, documents },
});
const generated = `${HEADER}${text.replace(/[ \t]+$/gm, "").trimEnd()}\n`;

/** Writes the client's types and documents; with --check it only says whether the file is what they are made to. */
if (!process.argv.includes("--check")) writeFileSync(filename, generated);
else if (readFileSync(filename, "utf8") !== generated) {
  console.error(`${filename.slice(root.length)} is stale: run \`npm run client:generate\` and commit it.`);
  process.exitCode = 1;
}

function read(path: string) {
  return parse(readFileSync(`${root}${path}`, "utf8"));
}
