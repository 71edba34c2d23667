import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DataSource, type DataSourceOptions } from "typeorm";
import dataSource from "../../../ormconfig.js";
import { Catalog } from "../../../src/assets/catalog/catalog.service.js";
import type { RequestContext } from "../../../src/platform/context.js";
import { Database } from "../../../src/platform/database.js";
import { ScorecardDimension } from "../../../src/quality/scorecard/scorecard-dimension.js";
import { Scorecards } from "../../../src/quality/scorecard/scorecards.js";
import { weightsOf } from "../../../src/quality/scorecard/weights.js";
import { createMigratedDatabase } from "../../support/migrated-database.js";
import type { TestDatabase } from "../../support/postgres.js";
import { expected } from "./oracle.js";
import { at, catalog, LAST, write } from "./random-catalog.js";
import { readStored } from "./stored.js";

/** Scores equal an independent computation: another program, with fractions, over the plain rows. */
let test_: TestDatabase;
let database: Database;
let scorecards: Scorecards;
let tenants = 0;

beforeAll(async () => {
  test_ = await createMigratedDatabase("scores");
  const own = new DataSource({ ...dataSource.options, url: test_.url } as DataSourceOptions);
  database = new Database(await own.initialize());
  scorecards = new Scorecards(database, new Catalog(database, undefined as never));
});
afterAll(async () => {
  await database.dataSource.destroy();
  await test_.drop();
});

const contextOf = (tenantId: string) => ({ identity: { tenantId }, loaders: new Map() }) as unknown as RequestContext;

const weight = fc
  .tuple(fc.constantFrom("0", "1", "2", "0.5", "1000000"), fc.stringMatching(/^\d{1,5}\.\d{1,6}$/), fc.boolean())
  .map(([plain, long, isPlain]) => (isPlain ? plain : long));
const overrides = fc.uniqueArray(
  fc.record({ dimension: fc.constantFrom(...Object.values(ScorecardDimension)), weight }),
  { selector: ({ dimension }) => dimension, maxLength: 9 },
);
const asked = fc.record({
  asset: fc.nat(),
  moment: fc.oneof(
    fc.constant({}),
    fc.record({ time: fc.integer({ min: 0, max: LAST }), seconds: fc.constantFrom(0, 11) }),
    fc.record({ run: fc.nat() }),
  ),
  overrides,
});

/** As `weight` is shown. */
const canonical = (text: string) => text.replace(/^0+(?=\d)/, "").replace(/\.0*$|(\.\d*?)0+$/, "$1");

test("scores are those of fractions over the plain rows: any level, time, run, staleness and weights", async () => {
  await fc.assert(
    fc.asyncProperty(catalog, fc.array(asked, { minLength: 8, maxLength: 8 }), async (model, questions) => {
      const tenantId = `tenant ${tenants++}`;
      const ctx = contextOf(tenantId);
      const { assets, runs } = await database.tenant(tenantId, (manager) => write(manager, tenantId, model));
      const stored = await database.tenant(tenantId, readStored);
      for (const { asset, moment, overrides } of questions) {
        const { level, id, fqn } = assets[asset % assets.length]!;
        const { time, seconds, run } = moment as { time?: number; seconds?: number; run?: number };
        const asOf = time === undefined ? null : new Date(at(time).getTime() + seconds! * 1000);
        const runId = run === undefined || runs.length === 0 ? null : runs[run % runs.length]!;
        const weights = new Map(overrides.map(({ dimension, weight }) => [dimension, canonical(weight)]));
        const found = await scorecards.find(ctx, fqn as never, {
          asOf,
          workflowRunId: runId,
          weights: weightsOf(overrides),
        });
        expect(found).toEqual({
          assetFqn: fqn,
          asOf,
          workflowRunId: runId,
          ...expected(stored, { level, id, asOf, runId, weights }),
        });
      }
    }),
    { numRuns: 60 },
  );
});

test("each point of a trend is the scorecard as of its time, and there is one for each assessment under the asset", async () => {
  await fc.assert(
    fc.asyncProperty(catalog, overrides, async (model, overrides) => {
      const tenantId = `tenant ${tenants++}`;
      const ctx = contextOf(tenantId);
      const { assets } = await database.tenant(tenantId, (manager) => write(manager, tenantId, model));
      const stored = await database.tenant(tenantId, readStored);
      const weights = new Map(overrides.map(({ dimension, weight }) => [dimension, canonical(weight)]));
      for (const { level, id, fqn } of assets) {
        const points = await scorecards.trend(ctx, fqn as never, { from: null, to: null }, 100, weightsOf(overrides));
        expect(points!.map((point) => point.at.getTime())).toEqual(
          points!.map((point) => point.at.getTime()).sort((a, b) => a - b),
        );
        for (const point of points!) {
          const { score, dimensions } = expected(stored, { level, id, asOf: point.at, runId: null, weights });
          expect(point).toEqual({ at: point.at, workflowRunId: point.workflowRunId, score, dimensions });
        }
        if (level < 4) continue;
        const table = stored.tables.find((each) => each.id === id || each.columns.includes(id))!;
        const measured = new Set(stored.snapshots.filter((row) => row.table === table.id).map(({ run }) => run));
        expect(new Set(points!.map((point) => point.workflowRunId))).toEqual(measured);
      }
      for (const status of ["FAILED", "CANCELLED"]) {
        await database.tenant(tenantId, (manager) => manager.query("update workflow_run set status = $1", [status]));
        for (const { fqn } of assets) {
          expect(await scorecards.trend(ctx, fqn as never, { from: null, to: null }, 100, weightsOf([]))).toEqual([]);
        }
      }
    }),
    { numRuns: 25 },
  );
});

test("scorecards of many assets of an answer are the same as each alone", async () => {
  await fc.assert(
    fc.asyncProperty(catalog, async (model) => {
      const tenantId = `tenant ${tenants++}`;
      const ctx = contextOf(tenantId);
      const { assets } = await database.tenant(tenantId, (manager) => write(manager, tenantId, model));
      const together = await Promise.all(assets.map(({ id, fqn }) => scorecards.now(ctx, { id, fqn: fqn as never })));
      for (const [index, { fqn }] of assets.entries()) {
        const alone = { asOf: null, workflowRunId: null, weights: weightsOf([]) };
        expect(together[index]).toEqual(await scorecards.find(ctx, fqn as never, alone));
      }
    }),
    { numRuns: 10 },
  );
});
