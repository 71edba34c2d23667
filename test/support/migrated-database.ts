import { DataSource, type DataSourceOptions } from "typeorm";
import dataSource from "../../ormconfig.js";
import { Queue } from "../../src/platform/queue.js";
import { createTestDatabase, once, type TestDatabase } from "./postgres.js";

const TEMPLATE = "migrated";
const TEMPLATE_LOCK = 7_236_418_056;

/** A fresh database with the tables of the product and of its queue: a copy, which takes less than making them. */
export async function createMigratedDatabase(name: string): Promise<TestDatabase> {
  await once(TEMPLATE_LOCK, async (superuser) => {
    const { rowCount } = await superuser.query("select from pg_database where datname = $1", [TEMPLATE]);
    if (rowCount) return;
    const made = await createTestDatabase("template");
    const migrator = new DataSource({ ...dataSource.options, url: made.url, poolSize: 1 } as DataSourceOptions);
    await migrator.initialize();
    await migrator.runMigrations();
    await migrator.destroy();
    const queue = await Queue.start(made.url, () => undefined, false);
    await queue.stop();
    // Named only when it is whole: half a template would serve nobody.
    await superuser.query(`alter database ${made.name} rename to ${TEMPLATE}`);
  });
  return createTestDatabase(name, TEMPLATE);
}
