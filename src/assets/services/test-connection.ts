import { CodedFailure } from "../../platform/coded-failure.js";
import type { SourceSession, SourceTarget } from "../../sources/source-session.js";
import type { Sources } from "../../sources/sources.js";
import type { DataServiceTest } from "./data-service.types.js";

const STATEMENT_TIMEOUT_MS = 10_000;

const ROLE = `
  select pg_catalog.current_setting('server_version') as version, rolsuper as superuser,
    rolsuper or exists (
      select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and pg_catalog.has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
    ) as can_write,
    (select pg_catalog.json_agg(datname order by datname) from (
      select datname from pg_catalog.pg_database
      where datallowconn and not datistemplate and pg_catalog.has_database_privilege(oid, 'CONNECT')
      order by datname limit 1000
    ) seen) as databases
  from pg_catalog.pg_roles where rolname = current_user`;

interface RoleRow {
  readonly version: string;
  readonly superuser: string;
  readonly can_write: string;
  readonly databases: string | null;
}

/** Connects and looks around. What goes wrong is part of the result: it is what the test is for. */
export async function testConnection(sources: Sources, target: () => Promise<SourceTarget>): Promise<DataServiceTest> {
  let session: SourceSession | undefined;
  try {
    session = await sources.open(await target(), {
      applicationName: "data-readiness/test",
      statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    });
    const started = performance.now();
    await session.query("select 1");
    const latencyMs = performance.now() - started;
    const [role] = await session.query<RoleRow>(ROLE);
    return found(role!, latencyMs);
  } catch (error) {
    if (!(error instanceof CodedFailure)) throw error;
    const { code, message, retryable } = error;
    return { ...NOTHING, failure: { code, message, retryable } };
  } finally {
    await session?.close();
  }
}

const NOTHING: DataServiceTest = {
  ok: false,
  failure: null,
  serverVersion: null,
  roleIsSuperuser: null,
  roleCanWrite: null,
  warnings: [],
  databases: [],
  latencyMs: null,
};

function found({ version, superuser, can_write, databases }: RoleRow, latencyMs: number): DataServiceTest {
  const roleIsSuperuser = superuser === "t";
  const roleCanWrite = can_write === "t";
  const warnings = [
    ...(roleIsSuperuser ? ["The role is a superuser: a role that only reads is recommended."] : []),
    ...(roleCanWrite && !roleIsSuperuser ? ["The role may write: a role that only reads is recommended."] : []),
  ];
  return {
    ok: true,
    failure: null,
    serverVersion: version.split(" ")[0]!,
    roleIsSuperuser,
    roleCanWrite,
    warnings,
    databases: JSON.parse(databases ?? "[]") as string[],
    latencyMs,
  };
}
