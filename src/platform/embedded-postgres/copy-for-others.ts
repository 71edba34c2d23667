import { randomUUID } from "node:crypto";
import { chmod, copyFile, link, mkdir, readdir, readlink, rename, rm, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { removeAbandoned, sharedFolder } from "./shared-folder.js";

const READABLE_BY_ALL = 0o004;

/**
 * A copy of the folder that every account can read. It is built under another name and renamed, so that it is complete
 * whenever it is there, whoever else builds it at the same time.
 */
export async function copyForOthers(source: string, name: string): Promise<string> {
  const shared = await sharedFolder();
  const target = join(shared, name);
  if (await exists(target)) return target;
  await removeAbandoned(shared, `${name}.new-`);
  const building = `${target}.new-${randomUUID()}`;
  try {
    await copyTree(source, building);
    await rename(building, target);
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    if (!(await exists(target))) throw error; // else somebody was faster
  }
  return target;
}

async function copyTree(source: string, target: string): Promise<void> {
  await mkdir(target);
  await chmod(target, 0o755);
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const from = join(source, entry.name);
    const to = join(target, entry.name);
    if (entry.isDirectory()) await copyTree(from, to);
    else if (entry.isSymbolicLink()) await symlink(await readlink(from), to);
    else await shareFile(from, to);
  }
}

/** A hard link costs neither time nor room; a private file or one on another disk is copied. */
async function shareFile(from: string, to: string): Promise<void> {
  const { mode } = await stat(from);
  if (mode & READABLE_BY_ALL) {
    const linked = await link(from, to).then(
      () => true,
      () => false,
    );
    if (linked) return;
  }
  await copyFile(from, to);
  await chmod(to, mode & 0o100 ? 0o755 : 0o644);
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
