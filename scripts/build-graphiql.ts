import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Bundles GraphiQL with all that it needs, so that the page works without any other address. */
export async function buildGraphiql(outdir = at("../dist/graphiql")): Promise<void> {
  await rm(outdir, { recursive: true, force: true });
  await build({
    entryPoints: [
      { in: at("../src/gateway/graphiql/page.jsx"), out: "page" },
      { in: "monaco-editor/esm/vs/editor/editor.worker.js", out: "editor.worker" },
      { in: "monaco-editor/esm/vs/language/json/json.worker.js", out: "json.worker" },
      { in: "monaco-graphql/esm/graphql.worker.js", out: "graphql.worker" },
    ],
    outdir,
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"', "process.env.USE_IMPORT": '"true"' },
    loader: { ".ttf": "file", ".woff2": "file", ".woff": "file" },
    assetNames: "[name]-[hash]",
    logLevel: "warning",
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildGraphiql();
