import { readFile } from "node:fs/promises";
import { parse } from "graphql";
import { z } from "zod";
import { ConfigError } from "../../config.js";
import { sha256 } from "./remembered-documents.js";
import { withoutPrefix } from "./sent-document.js";

/** Of Apollo's tool; other members of it don't matter here. */
const apollo = z
  .object({
    format: z.literal("apollo-persisted-query-manifest"),
    version: z.literal(1),
    operations: z.array(z.object({ id: z.string().min(1), body: z.string() })),
  })
  .transform(({ operations }) => operations.map(({ id, body }) => [id, body] as const));
/** Of GraphQL Code Generator and many others: the hash and what it is of. */
const plain = z.record(z.string().min(1), z.string()).transform((texts) => Object.entries(texts));
const FORMS = "an object of ids and texts, or an apollo-persisted-query-manifest of version 1";

/** Reads the list of trusted documents that a client's build made: texts by id. Whatever is wrong with it ends the start. */
export async function readManifest(path: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const [id, text] of entriesOf(path, await contentOf(path))) {
    const plainId = withoutPrefix(id);
    if (/^[\da-f]{64}$/.test(plainId) && sha256(text) !== plainId) {
      throw problem(path, `the id ${id} is not the SHA-256 of its text`);
    }
    if ((texts.get(plainId) ?? text) !== text) throw problem(path, `two texts have the id ${id}`);
    try {
      parse(text);
    } catch (error) {
      throw problem(path, `the text of ${id} is no GraphQL: ${(error as Error).message}`);
    }
    texts.set(plainId, text);
  }
  if (texts.size === 0) throw problem(path, "it lists no operation");
  return texts;
}

async function contentOf(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw problem(path, error.code === "ENOENT" ? "there is no such file" : `it can't be read (${error.code})`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw problem(path, "it is not valid JSON");
  }
}

function entriesOf(path: string, content: unknown) {
  const isApollos = typeof content === "object" && content !== null && "format" in content;
  const read = isApollos ? apollo.safeParse(content) : plain.safeParse(content);
  if (!read.success) throw problem(path, `it must be ${FORMS}`);
  return read.data;
}

const problem = (path: string, what: string) => new ConfigError(`TRUSTED_DOCUMENTS: ${path}: ${what}.`);
