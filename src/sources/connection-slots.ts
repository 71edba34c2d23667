import { SourceError } from "./source-error.js";

/** Longer than any wait that admission leaves over: whoever waits so long would wait for himself. */
const LONGEST_WAIT_MS = 30_000;

interface Service {
  used: number;
  readonly waiting: (() => void)[];
}

/** The cap on this process's connections per service. Who comes first is served first. */
export class ConnectionSlots {
  private readonly services = new Map<string, Service>();

  constructor(private readonly longestWaitMs = LONGEST_WAIT_MS) {}

  /** Resolves to the function that gives the slot back. */
  async take(serviceId: string, cap: number, signal?: AbortSignal): Promise<() => void> {
    const service = this.services.get(serviceId) ?? { used: 0, waiting: [] };
    this.services.set(serviceId, service);
    if (service.used < cap && service.waiting.length === 0) service.used++;
    else await this.wait(service, signal);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      const next = service.waiting.shift();
      if (next) next();
      else if (--service.used === 0) this.services.delete(serviceId);
    };
  }

  /** The slot is handed from one to the next, so `used` stays. */
  private wait(service: Service, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (error: SourceError) => {
        service.waiting.splice(service.waiting.indexOf(go), 1);
        settle();
        reject(error);
      };
      const abort = () => leave(SourceError.of("SOURCE_CANCELLED"));
      const timer = setTimeout(() => leave(SourceError.of("SOURCE_TOO_MANY_CONNECTIONS")), this.longestWaitMs);
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
      };
      const go = () => {
        settle();
        resolve();
      };
      service.waiting.push(go);
      signal?.addEventListener("abort", abort, { once: true });
    });
  }
}
