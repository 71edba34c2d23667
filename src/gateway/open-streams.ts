import { codedError, ErrorCode } from "../platform/errors.js";
import { LIMITS } from "./limits.js";
import type { GatewayMetrics } from "./metrics.js";
import { PerTenant } from "./per-tenant.js";

/** Counts the streams of all kinds that are open over SSE: there are only so many connections. */
export class OpenStreams {
  private open = 0;
  private readonly perTenant = new PerTenant();

  constructor(private readonly metrics: GatewayMetrics) {}

  /** Throws where there are as many as there can be. Whoever may enter takes its stream on before anything is awaited. */
  mayEnter(tenantId: string | undefined): void {
    if (this.perTenant.of(tenantId) >= LIMITS.streamsPerTenant) {
      throw codedError(
        ErrorCode.RATE_LIMIT_EXCEEDED,
        `You have ${LIMITS.streamsPerTenant} streams open, as many as one tenant can have here; end some, or try again later.`,
        { http: { status: 429 } },
      );
    }
    if (this.open < LIMITS.streamsPerGateway) return;
    throw codedError(
      ErrorCode.SERVICE_UNAVAILABLE,
      "This gateway has as many streams as it can have; try again later.",
      { http: { status: 503 } },
    );
  }

  async count(transport: "sse" | "rest", tenantId: string | undefined, stream: () => Promise<void>): Promise<void> {
    this.open++;
    this.perTenant.add(tenantId);
    this.metrics.active.inc({ transport });
    try {
      await stream();
    } finally {
      this.open--;
      this.perTenant.remove(tenantId);
      this.metrics.active.dec({ transport });
    }
  }
}
