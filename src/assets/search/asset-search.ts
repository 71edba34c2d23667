import type { EntityManager } from "typeorm";
import type { RequestContext } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { type Fqn, formatFqn } from "../../platform/fqn.js";
import { fqnArgument } from "../../platform/fqn-argument.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../../platform/paging.js";
import { validateInput } from "../../platform/validation.js";
import type { TableAsset } from "../catalog/table.entity.js";
import { AssetFilter } from "./asset-filter.input.js";
import { type FoundTable, findTables, type Words } from "./find-tables.js";
import { tablesById } from "./tables-by-id.js";
import { type Wanted, wantedOf } from "./wanted.js";

const LONGEST_QUERY = 200;
const MOST_WORDS = 10;

/** Where a page begins: in the list of those found by their names, or in that of the others. */
interface Place {
  readonly tier: number;
  readonly after: string;
}

type Found = TableAsset & { readonly tier: number };

/** Finds tables by words and by what is known of them. */
export class AssetSearch {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  /** First those whose own names hold all words, then the others, each by name. */
  async search(
    ctx: RequestContext,
    query: string | null,
    filter: AssetFilter,
    args: PageArgs,
  ): Promise<Connection<TableAsset>> {
    const text = checkedQuery(query);
    await validateInput(Object.assign(new AssetFilter(), filter), ["filter"]);
    const under = filter.under == null ? null : placeOf(filter.under);
    const page = pageOf(args);
    const { tenantId } = ctx.identity;
    const list = `search:${JSON.stringify([text, { ...filter, under: under && formatFqn(under) }])}`;
    const [tier, after] = page.cursor === null ? [0, ""] : this.cursors.decode(tenantId, list, page.cursor);
    const rows = await this.database.tenant(tenantId, async (manager) => {
      const words = text === "" ? null : await wordsOf(manager, text);
      if (words?.length === 0) return []; // signs alone: nothing is found by them
      const wanted = wantedOf(tenantId, words, filter, under);
      return read(manager, wanted, { tier: Number(tier), after: String(after) }, page.limit + 1);
    });
    return toConnection(rows, page, ({ tier, fqn }) => this.cursors.encode(tenantId, list, [tier, formatFqn(fqn)]));
  }
}

/** Trimmed; empty where any will do. */
function checkedQuery(query: string | null): string {
  const text = query?.trim() ?? "";
  if (text.includes("\0") || !text.isWellFormed()) {
    throw UserErrors.one(ErrorCode.VALIDATION_ERROR, "A text must not hold NUL or half a character.", "query");
  }
  if (text.length <= LONGEST_QUERY) return text;
  throw UserErrors.one(ErrorCode.VALIDATION_ERROR, `Search for at most ${LONGEST_QUERY} characters.`, "query");
}

function placeOf(text: string): Fqn {
  const fqn = fqnArgument(text, "filter", "under");
  if (fqn.length < 4) return fqn;
  const message = "Name a service, a database or a schema: service[.database[.schema]].";
  throw UserErrors.one(ErrorCode.VALIDATION_ERROR, message, "filter", "under");
}

/** As the words of the catalog were made: by the same function. */
async function wordsOf(manager: EntityManager, text: string): Promise<string[]> {
  const [row] = (await manager.query("select search_words($1) as words", [text])) as { words: string[] }[];
  if (row!.words.length <= MOST_WORDS) return row!.words;
  throw UserErrors.one(ErrorCode.VALIDATION_ERROR, `Search for at most ${MOST_WORDS} words.`, "query");
}

async function read(manager: EntityManager, wanted: Wanted, { tier, after }: Place, size: number): Promise<Found[]> {
  const { inNames, anywhere } = wanted;
  const tiers: Words[] =
    anywhere === null
      ? [{ wanted: null, unwanted: null }]
      : [
          { wanted: inNames, unwanted: null },
          { wanted: anywhere, unwanted: inNames },
        ];
  const found: (FoundTable & { tier: number })[] = [];
  for (const [index, words] of tiers.entries()) {
    if (index < tier || found.length === size) continue;
    const rows = await findTables(
      manager,
      wanted,
      words,
      (index === tier && after) || wanted.after,
      size - found.length,
    );
    found.push(...rows.map((row) => ({ ...row, tier: index })));
  }
  const tables = await tablesById(
    manager,
    wanted.tenantId,
    found.map(({ id }) => id),
  );
  const tierOf = new Map(found.map(({ id, tier }) => [id, tier]));
  return tables.map((table) => Object.assign(table, { tier: tierOf.get(table.id)! }));
}
