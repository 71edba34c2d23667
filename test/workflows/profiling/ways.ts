import { ProfilingMode, type TableProfileResult } from "../../../src/assets/profile.model.js";
import { type SourceTarget, TlsMode } from "../../../src/sources/source-session.js";
import { Sources } from "../../../src/sources/sources.js";
import type { ComputeProfile, ProfileOptions } from "../../../src/workflows/profiling/profile-table.js";
import { pushDownProfile } from "../../../src/workflows/profiling/push-down/push-down-profile.js";
import { streamProfile } from "../../../src/workflows/profiling/stream/stream-profile.js";
import { SPILL_DIR } from "../../support/test-server.js";

/** The two ways of computing a profile, called directly. */
export const WAYS: Record<string, ComputeProfile> = {
  "push-down": pushDownProfile,
  stream: streamProfile(process.env[SPILL_DIR]!),
};

const TIMEOUT_MS = 60_000;

export function testSources(): Sources {
  return new Sources({ allowHosts: ["127.0.0.1"], denyHosts: [], statementTimeoutMs: TIMEOUT_MS });
}

export function targetOf(url: string): SourceTarget {
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

export function profileTable(
  compute: ComputeProfile,
  sources: Sources,
  url: string,
  [schema, name]: readonly [string, string],
  options: Partial<ProfileOptions> = {},
): Promise<TableProfileResult> {
  return compute({
    sources,
    target: targetOf(url),
    table: { schema, name },
    options: { mode: ProfilingMode.EXACT, sampleDataLimit: 5, parallelWorkers: 4, ...options },
    signal: new AbortController().signal,
    applicationName: "data-readiness/test",
    statementTimeoutMs: TIMEOUT_MS,
    progress: () => undefined,
  });
}
