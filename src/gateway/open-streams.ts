import { codedError, ErrorCode } from "../platform/errors.js";
import { LIMITS } from "./limits.js";
import type { GatewayMetrics } from "./metrics.js";

/** Counts the streams of all kinds that are open over SSE: there are only so many connections. */
export class OpenStreams {
  private open = 0;

  constructor(private readonly metrics: GatewayMetrics) {}

  /** Throws where there are as many as there can be. Whoever may enter takes its stream on before anything is awaited. */
  mayEnter(): void {
    if (this.open < LIMITS.streamsPerGateway) return;
    throw codedError(
      ErrorCode.SERVICE_UNAVAILABLE,
      "This gateway has as many streams as it can have; try again later.",
      { http: { status: 503 } },
    );
  }

  async count(transport: "sse" | "rest", stream: () => Promise<void>): Promise<void> {
    this.open++;
    this.metrics.active.inc({ transport });
    try {
      await stream();
    } finally {
      this.open--;
      this.metrics.active.dec({ transport });
    }
  }
}
