import { existsSync, readdirSync } from "node:fs";

/** A folder with a folder a database, each with SQL files as psql takes them. Without it there is nothing to do. */
export const DIRECTORY = process.env.REAL_DATA_DIR ?? "";

export const FOLDERS = existsSync(DIRECTORY)
  ? readdirSync(DIRECTORY, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
  : [];
