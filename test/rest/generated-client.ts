import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";

/** Compilers say what is wrong on their standard output. */
const run = (file: string, args: string[], options = {}) =>
  promisify(execFile)(file, args, options).catch((error: Error & { stdout?: string }) => {
    throw new Error(`${error.message}\n${error.stdout ?? ""}`);
  });
const modules = resolve("node_modules");

/** What a caller writes with the generated client: it has to compile as it stands. */
const PROGRAM = `
import { client } from "./client.gen";
import { createRun, followRun, getRun, listWorkflows, type Run, type RunEvent } from "./index";

declare const process: { env: Record<string, string> };
client.setConfig({ baseUrl: process.env.GATEWAY!, auth: () => process.env.TOKEN! });

const { data: run } = await createRun({
  path: { configuration_id: "metadata-assessment" },
  body: { asset_fqn: process.env.ASSET!, parameters: { include: [process.env.ASSET!] } },
  throwOnError: true,
});
const started: Run = run;
const { stream } = await followRun({ path: { run_id: run.id } });
const events: RunEvent[] = [];
for await (const event of stream) if (event && event.type) events.push(event);
const { error } = await getRun({ path: { run_id: "0" } });
const { data: workflows } = await listWorkflows({ query: { limit: 100 }, throwOnError: true });
console.log(JSON.stringify({
  run: started,
  events,
  missing: error?.error.code,
  workflows: workflows.items.map(({ type }) => type),
}));
`;

/** Has a client made by @hey-api/openapi-ts, compiles a program with it, and runs that. */
export async function callsOfGeneratedClient(url: string, token: string, asset: string) {
  const folder = await mkdtemp(join(tmpdir(), "generated-client-"));
  try {
    const generator = join(modules, "@hey-api/openapi-ts/bin/run.js");
    const wanted = ["-i", resolve("schema/openapi.json"), "-o", folder, "-c", "@hey-api/client-fetch"];
    await run(process.execPath, [generator, ...wanted, "--no-log-file"]);
    const program = join(folder, "program.ts");
    await writeFile(program, PROGRAM);
    const strict = "--noEmit --strict --skipLibCheck --module preserve --target es2023 --lib es2023,dom,dom.iterable";
    const compiler = [join(modules, "typescript/bin/tsc"), ...strict.split(" "), program];
    await run(process.execPath, compiler, { cwd: folder });
    const outfile = join(folder, "program.mjs");
    await build({ entryPoints: [program], outfile, bundle: true, format: "esm", logLevel: "silent" });
    const { stdout } = await run(process.execPath, [outfile], { env: { GATEWAY: url, TOKEN: token, ASSET: asset } });
    return JSON.parse(stdout) as {
      run: object;
      events: { type: string }[];
      missing: string;
      workflows: string[];
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
