import { existsSync } from "node:fs";
import { join } from "node:path";
import Table from "cli-table3";
import { loadFolder } from "../test/real-databases/load-database.js";
import { startTestApp, type TestClient } from "../test/support/app.js";
import { changesOf } from "../test/support/every-type.js";
import { createTestDatabase } from "../test/support/postgres.js";
import { registerService, runToEnd } from "../test/support/sample-service.js";
import { targetOf } from "../test/workflows/profiling/ways.js";
import { databaseFolders } from "./data-directory.js";
import { LABELS_FILE, readLabels } from "./labels.js";
import {
  type Compared,
  type FoundTag,
  isMiss,
  kindScore,
  kindsIn,
  personalScore,
  type Score,
} from "./personal-data-score.js";

const MODES = ["SAMPLE", "METADATA_ONLY"] as const;

/** Precision, recall and F1 of GENERATE_PII_TAGS on labelled databases, through the gateway, with and without values. */
export async function measurePersonalData(directory: string): Promise<void> {
  if (!existsSync(join(directory, LABELS_FILE))) {
    console.log(`Personal data: ${directory} has no ${LABELS_FILE}, so there is nothing to compare with.`);
    return;
  }
  const labels = readLabels(directory);
  const compared: Record<(typeof MODES)[number], Compared[]> = { SAMPLE: [], METADATA_ONLY: [] };
  const app = await startTestApp();
  try {
    const client = await app.as();
    for (const folder of databaseFolders(directory)) {
      const ofFolder = labels.filter(({ database }) => database === folder);
      if (ofFolder.length === 0) continue;
      const source = await createTestDatabase(folder);
      await loadFolder(join(directory, folder), source.superuserUrl);
      const { host, port, database, user, password = "" } = targetOf(source.superuserUrl);
      await registerService(client, folder, { host, port, database, user, password });
      await runToEnd(client, "SERVICE_INGESTION", folder, {
        parameters: { serviceIngestion: { databases: [database] } },
      });
      for (const mode of MODES) {
        const tags = await tagsOf(client, `${folder}.${database}`, mode);
        compared[mode].push(...ofFolder.map((label) => ({ label, tag: tags.get(label.column) })));
      }
      await source.drop();
    }
  } finally {
    await app.stop();
  }
  for (const mode of MODES) print(mode, compared[mode]);
}

/** The tags that a run would save, by schema.table.column. */
async function tagsOf(client: TestClient, asset: string, dataAccess: string): Promise<Map<string, FoundTag>> {
  const parameters = { generatePiiTags: { dataAccess } };
  const { runId, statuses } = await runToEnd(client, "GENERATE_PII_TAGS", asset, { saveAll: false, parameters });
  if (statuses.at(-1) !== "COMPLETED") throw new Error(`The run on ${asset} ended as ${statuses.at(-1)}.`);
  const changes = (await changesOf(client, runId)) as unknown as readonly {
    targetFqn: string;
    after: string;
    confidence: number;
    justification: { summary: string };
  }[];
  return new Map(
    changes.map(({ targetFqn, after, confidence, justification }) => [
      targetFqn.slice(asset.length + 1),
      { kind: after.replace(/^PII\./, ""), confidence, summary: justification.summary },
    ]),
  );
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const cells = ({ precision, recall, f1, wanted, found }: Score) => [
  wanted,
  found,
  percent(precision),
  percent(recall),
  percent(f1),
];

function print(mode: string, all: readonly Compared[]): void {
  const clear = all.filter(({ label }) => !label.ambiguous);
  console.log(`\nPersonal data, ${mode}: ${clear.length} columns on which labels are sure, ${all.length} in all`);
  const table = new Table({
    head: ["", "labelled", "tagged", "precision", "recall", "F1"],
    style: { head: [], border: [] },
  });
  table.push(["personal or not", ...cells(personalScore(clear))]);
  table.push(["of the right kind", ...cells(kindScore(clear))]);
  table.push(["personal or not, with ambiguous columns", ...cells(personalScore(all))]);
  for (const kind of kindsIn(clear)) table.push([kind, ...cells(kindScore(clear, kind))]);
  console.log(table.toString());
  for (const each of clear.filter(isMiss)) console.log(miss(each));
}

const miss = ({ label, tag }: Compared): string =>
  `miss: ${label.database}.${label.column} is ${label.kind || "no personal data"}, found ${tag ? `${tag.kind} (${percent(tag.confidence)}): ${tag.summary}` : "nothing"}`;
