import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/**
 * A folder for one task's rows, that nobody else may enter. Its name says which process made it, so that the next one
 * finds out which folders nobody is going to remove any more.
 */
export async function makeSpillFolder(spillDir: string): Promise<string> {
  const folder = join(
    spillDir,
    [encodeURIComponent(hostname()), await processMark(process.pid), randomUUID()].join("~"),
  );
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

export async function removeSpillFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Called before any task starts: whatever a killed process of this machine left behind goes. */
export async function removeStaleSpill(spillDir: string): Promise<void> {
  const names = await readdir(spillDir).catch(() => []);
  for (const name of names) {
    const [host, mark, id] = name.split("~");
    if (!mark || !id || host !== encodeURIComponent(hostname())) continue;
    const pid = Number(mark.split(".")[0]);
    const ours = pid === process.pid || !isAlive(pid) || (await processMark(pid)) !== mark;
    if (ours) await removeSpillFolder(join(spillDir, name));
  }
}

/** Number and, where the system tells, start of a process: numbers are given again, in containers almost at once. */
async function processMark(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const started = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "0";
  return `${pid}.${started}`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
