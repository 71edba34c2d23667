import { TableKind } from "../../src/assets/catalog/table-kind.js";
import { constraintsOf } from "../../src/assets/catalog/update/described.js";
import { type SourceTarget, TlsMode } from "../../src/sources/source-session.js";
import { Sources } from "../../src/sources/sources.js";
import { findRules } from "../../src/workflows/generate-dq-rules/find-rules.js";
import { readSourceCatalog } from "../../src/workflows/service-ingestion/read-source-catalog.js";
import type { CheckedRule } from "./check-rules.js";

const TIMEOUT_MS = 120_000;
const sources = new Sources({ allowHosts: ["127.0.0.1", "localhost"], denyHosts: [], statementTimeoutMs: TIMEOUT_MS });
const options = { applicationName: "data-readiness/quality", statementTimeoutMs: TIMEOUT_MS };

export interface WhatToLearn {
  /** False: no value of a text leaves the database, as where a service's rows may not. */
  readonly values: boolean;
  /** Only of these tables; of all where nothing is said. */
  readonly only?: ReadonlySet<string>;
}

/** The rules that the workflow type proposes for a database's tables. */
export async function learn(url: string, { values, only }: WhatToLearn): Promise<CheckedRule[]> {
  const target = targetOf(url);
  const catalog = await sources.open(target, options);
  const { tables } = await readSourceCatalog(catalog, target.database, null).finally(() => catalog.close());
  const found: CheckedRule[] = [];
  for (const described of tables) {
    const { schema, name, kind, partitionOf } = described;
    if (kind !== TableKind.TABLE || partitionOf || (only && !only.has(`${schema}.${name}`))) continue;
    const session = await sources.open(target, options);
    try {
      const input = { schema, name, constraints: constraintsOf(described), piiTags: new Map(), valuesMayLeave: values };
      const { table, rules } = await findRules(session, input, true);
      found.push(...rules.map((rule) => ({ rule, table })));
    } finally {
      await session.close();
    }
  }
  return found;
}

function targetOf(url: string): SourceTarget {
  const { hostname, port, pathname, username, password } = new URL(url);
  return {
    serviceId: "00000000-0000-4000-8000-000000000000",
    host: hostname,
    port: Number(port),
    database: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    tls: TlsMode.DISABLE,
    rowsMayLeave: true,
  };
}
