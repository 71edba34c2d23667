import { begin } from "./begin.js";
import { CONNECT_TIMEOUT_MS, type Connected, connect } from "./connect.js";
import { ConnectionSlots } from "./connection-slots.js";
import { HostRules } from "./host-rules.js";
import { PostgresSession } from "./postgres-session.js";
import { type Lookup, resolveHost, systemLookup } from "./resolve-host.js";
import { asStartupOptions, sessionSettings } from "./session-settings.js";
import { SourceError } from "./source-error.js";
import type { SessionOptions, SourceSession, SourceTarget } from "./source-session.js";
import { toSourceError } from "./to-source-error.js";

const DEFAULT_CONNECTIONS = 5;

export interface SourcesOptions {
  /** Host names, addresses and networks (CIDR). */
  readonly allowHosts: readonly string[];
  readonly denyHosts: readonly string[];
  /** The most that a session may ask for. */
  readonly statementTimeoutMs: number;
}

/** Tenants' own databases. The one way to them: hosts checked, connections counted, transactions that only read. */
export class Sources {
  private readonly rules: HostRules;
  private readonly slots = new ConnectionSlots();

  constructor(
    private readonly options: SourcesOptions,
    private readonly lookup: Lookup = systemLookup,
  ) {
    this.rules = new HostRules(options.allowHosts, options.denyHosts);
  }

  /** Refuses a host that could never be connected to; what a name stands for is checked with each connection. */
  checkHost(host: string): void {
    this.rules.checkHost(host);
  }

  async open(target: SourceTarget, options: SessionOptions): Promise<SourceSession> {
    const { signal } = options;
    if (signal?.aborted) throw SourceError.of("SOURCE_CANCELLED");
    const statementTimeoutMs = Math.min(options.statementTimeoutMs, this.options.statementTimeoutMs);
    const settings = sessionSettings(statementTimeoutMs);
    const release = await this.slots.take(target.serviceId, target.maxConnections ?? DEFAULT_CONNECTIONS, signal);
    let session: PostgresSession;
    try {
      const connected = await this.connect(target, options, asStartupOptions(settings));
      session = new PostgresSession(connected, statementTimeoutMs, signal, release);
    } catch (error) {
      release();
      throw error;
    }
    try {
      await begin(session, settings, options);
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  private async connect(target: SourceTarget, options: SessionOptions, startup: string): Promise<Connected> {
    const timeout = AbortSignal.timeout(CONNECT_TIMEOUT_MS);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    try {
      const host = await resolveHost(this.rules, this.lookup, target.host, signal);
      return await connect(target, host, options.applicationName, startup, signal);
    } catch (error) {
      if (options.signal?.aborted) throw SourceError.of("SOURCE_CANCELLED");
      throw timeout.aborted ? SourceError.of("SOURCE_UNREACHABLE") : toSourceError(error, true);
    }
  }
}
