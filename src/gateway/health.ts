import type { FastifyInstance } from "fastify";
import type { DataSource } from "typeorm";

export interface ReadyState {
  readonly database: boolean;
  readonly migrations: boolean;
}

const PATIENCE_MS = 2_000;
/** Probes that come in quick succession share one look. */
const FRESH_MS = 500;

/** Live: the process answers. Ready: requests can be served, so a load balancer may send them here. */
export function serveHealth(app: FastifyInstance, ready: () => Promise<ReadyState>, isDraining: () => boolean): void {
  app.get("/health/live", async () => ({ status: "ok" }));
  app.get("/health/ready", async (_request, reply) => {
    const draining = isDraining();
    const state = await ready();
    const ok = state.database && state.migrations && !draining;
    return reply.code(ok ? 200 : 503).send({ status: ok ? "ok" : "unavailable", ...state, draining });
  });
}

/** Looks whether the database answers, and has every migration that this version knows. */
export function databaseReady(dataSource: DataSource): () => Promise<ReadyState> {
  let last: { at: number; state: Promise<ReadyState> } | undefined;
  return () => {
    if (!last || Date.now() - last.at > FRESH_MS) last = { at: Date.now(), state: look(dataSource) };
    return last.state;
  };
}

async function look(dataSource: DataSource): Promise<ReadyState> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("The database does not answer.")), PATIENCE_MS);
  });
  try {
    const table = dataSource.driver.escape(dataSource.options.migrationsTableName ?? "migrations");
    const query = dataSource.query(`select name from ${table}`);
    query.catch(() => {}); // when it fails after we have stopped waiting
    const done = new Set(((await Promise.race([query, tooLate])) as { name: string }[]).map(({ name }) => name));
    return { database: true, migrations: dataSource.migrations.every(({ name }) => !name || done.has(name)) };
  } catch {
    return { database: false, migrations: false };
  } finally {
    clearTimeout(timer);
  }
}
