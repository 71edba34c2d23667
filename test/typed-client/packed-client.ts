import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
/** What the package needs, and nothing else: from our own node_modules, so that no registry has to be there. */
const NEEDED = ["graphql", "graphql-ws", "@graphql-typed-document-node/core"];

export interface PackedClient {
  readonly folder: string;
  /** Files of the package, as it would be published. */
  readonly files: readonly string[];
  remove(): Promise<void>;
}

/** An empty project with the package installed as npm would publish it, and the README's programs in `example-0.ts` and so on. */
export async function packedClient(gatewayUrl: string, token: string): Promise<PackedClient> {
  const folder = await mkdtemp(join(tmpdir(), "data-readiness-client-"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const own = join(folder, "package");
  await run(process.execPath, [
    "node_modules/typescript/bin/tsc",
    "-p",
    "clients/typescript",
    "--outDir",
    join(own, "dist"),
  ]);
  for (const file of ["package.json", "README.md", "LICENSE"]) await cp(`clients/typescript/${file}`, join(own, file));
  const folders = [own, ...NEEDED.map((name) => resolve("node_modules", name))];
  const packing = ["pack", "--json", "--ignore-scripts", "--offline", "--pack-destination", folder];
  const packed: { filename: string; files: { path: string }[] }[] = JSON.parse(
    (await run("npm", [...packing, ...folders])).stdout,
  );
  const tarballs = packed.map(({ filename }) => `./${filename}`);
  await run("npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", ...tarballs], {
    cwd: folder,
  });
  await cp("clients/typescript/test/types.ts", join(folder, "types.ts"));
  const programs = await examples(`${gatewayUrl}/graphql`, token);
  await Promise.all(programs.map((code, index) => writeFile(join(folder, `example-${index}.ts`), code)));
  return {
    folder,
    files: packed[0]!.files.map(({ path }) => path),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The README's programs, the first one with this gateway and token in it. */
async function examples(url: string, token: string): Promise<string[]> {
  const readme = await readFile("clients/typescript/README.md", "utf8");
  const [first = "", ...more] = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code!);
  const made = first.replace("http://127.0.0.1:4000/graphql", url).replace('token: "…"', `token: "${token}"`);
  if (!made.includes(url) || !made.includes(token))
    throw new Error("The README's program has another address or token.");
  return [made, ...more];
}
