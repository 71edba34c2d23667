import { copyFile, glob, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { transformFile } from "@swc/core";

/** Folders that programs look for beside their sources. */
const BESIDE = ["schema", "dist"];

/**
 * Compiles what tests start as processes of their own, once for the whole run: to do so at the start of each process takes it
 * longer than all else. Into a folder of the project, so that packages are found from there.
 */
export async function compilePrograms(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for await (const file of glob(["ormconfig.ts", "src/**/*.{ts,js}", "test/**/*.ts"])) {
    const target = join(folder, file.replace(/\.ts$/, ".js"));
    await mkdir(dirname(target), { recursive: true });
    if (file.endsWith(".js")) await copyFile(file, target);
    else await writeFile(target, (await transformFile(file, OPTIONS)).code);
  }
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  for (const each of BESIDE) await symlink(join("../..", each), join(folder, each));
}

const OPTIONS = {
  swcrc: false,
  jsc: {
    parser: { syntax: "typescript", decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: "es2022",
    keepClassNames: true,
  },
  module: { type: "es6" },
} as const;
