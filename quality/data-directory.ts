import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";

const BESIDE = "../shared/data";

/** The directory of labelled databases: as named, else REAL_DATA_DIR, else beside the project; undefined where there is none. */
export function dataDirectory(named: string | undefined): string | undefined {
  const directory = resolve(named ?? (process.env.REAL_DATA_DIR || BESIDE));
  return existsSync(directory) ? directory : undefined;
}

/** Folders of it that hold SQL files: a database each. */
export const databaseFolders = (directory: string): string[] =>
  readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => readdirSync(`${directory}/${name}`).some((file) => file.endsWith(".sql")))
    .sort();
