import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export type IsGenuine = (
  secret: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  nowSeconds?: number,
) => boolean;

/** The very code that docs/webhooks.md gives receivers. */
export async function documentedCheck(): Promise<IsGenuine> {
  const [, code] = /```js\n([\s\S]*?)```/.exec(readFileSync("docs/webhooks.md", "utf8"))!;
  const folder = await mkdtemp(join(tmpdir(), "webhook-docs-"));
  try {
    const file = join(folder, "check.mjs");
    await writeFile(file, code!);
    return ((await import(pathToFileURL(file).href)) as { isGenuine: IsGenuine }).isGenuine;
  } finally {
    await rm(folder, { recursive: true });
  }
}
