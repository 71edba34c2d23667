import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
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
  const tarballs = [
    ...(await pack(folder, ["--ignore-scripts", ...NEEDED.map((name) => resolve("node_modules", name))])),
    ...(await pack(folder, [await ownCopy(folder)])), // built by its own scripts
  ];
  await run(
    "npm",
    [
      "install",
      "--offline",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      ...tarballs.map(({ filename }) => `./${filename}`),
    ],
    {
      cwd: folder,
    },
  );
  await cp("clients/typescript/test/types.ts", join(folder, "types.ts"));
  const programs = await examples(`${gatewayUrl}/graphql`, token);
  await Promise.all(programs.map((code, index) => writeFile(join(folder, `example-${index}.ts`), code)));
  return {
    folder,
    files: tarballs.at(-1)!.files.map(({ path }) => path),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

interface Tarball {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

async function pack(folder: string, words: readonly string[]): Promise<readonly Tarball[]> {
  const packing = ["pack", "--json", "--offline", "--foreground-scripts=false", "--pack-destination", folder, ...words];
  return JSON.parse((await run("npm", packing)).stdout);
}

/** Packing builds: in a copy, so that nothing of it stays. */
async function ownCopy(folder: string): Promise<string> {
  const copy = join(folder, "package");
  const filter = (path: string) => !["dist", "node_modules"].includes(basename(path)); // left by a build
  await cp("clients/typescript", copy, { recursive: true, filter });
  await symlink(resolve("node_modules"), join(copy, "node_modules"));
  return copy;
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
