import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import * as typedDocuments from "@graphql-codegen/typed-document-node";
import * as types from "@graphql-codegen/typescript-operations";
import { parse, print } from "graphql";
import { operationsPage } from "./operations-page.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const CLIENT = "clients/typescript/src/generated/operations.ts";
const HEADER = "// Made of schema/operations by `npm run client:generate`: do not edit.\n\n";

/** Each scalar of the schema travels as a text. */
const scalars = Object.fromEntries(["ID", "AssetFqn", "Cursor", "DateTime", "Decimal"].map((name) => [name, "string"]));

const documents = globSync("schema/operations/*.graphql", { cwd: root })
  .sort()
  .map((location) => ({ location, document: read(location) }));

const text = await codegen({
  filename: CLIENT,
  schema: read("schema/schema.graphql"),
  documents,
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
  pluginMap: { types, documents: typedDocuments },
});
// Bundlers leave out calls that are marked as pure and not needed, and no tagged templates.
const code = text
  .replaceAll("/*#__PURE__*/ gql`", "/*#__PURE__*/ gql(`")
  .replaceAll("` as unknown as DocumentNode<", "`) as unknown as DocumentNode<");
const files = {
  [CLIENT]: `${HEADER}${code.replace(/[ \t]+$/gm, "").trimEnd()}\n`,
  "clients/typescript/trusted-documents.json": `${JSON.stringify(trustedDocuments(), null, 2)}\n`,
  "docs/operations-by-example.md": operationsPage(),
};

/** Writes what is made of schema/operations; with --check it only says which of it is stale. */
for (const [path, content] of Object.entries(files)) {
  if (!process.argv.includes("--check")) writeFileSync(root + path, content);
  else if (readFileSync(root + path, "utf8") !== content) {
    console.error(`${path} is stale: run \`npm run client:generate\` and commit it.`);
    process.exitCode = 1;
  }
}

/** For gateways that execute nothing but what a list holds: the texts that the client sends, by their SHA-256. */
function trustedDocuments(): Record<string, string> {
  const texts = documents.map(({ document }) => print(document));
  return Object.fromEntries(texts.map((sent) => [createHash("sha256").update(sent).digest("hex"), sent]));
}

function read(path: string) {
  return parse(readFileSync(root + path, "utf8"));
}
