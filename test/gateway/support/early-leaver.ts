import type { GatewayParts } from "../../../src/gateway/parts.js";

/** A client that leaves while the gateway still looks at its request: `left` resolves when the gateway has seen it go. */
export function earlyLeaver() {
  const gone = new AbortController();
  const left = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  const rest: GatewayParts["rest"] = async (app) => {
    app.addHook("onRequest", async (request, reply) => {
      if (request.url === "/metrics") return;
      reply.raw.once("close", left.resolve);
      arrived.resolve();
    });
  };
  const abort = async (answer: Promise<unknown>) => {
    answer.catch(() => {});
    await arrived.promise;
    gone.abort();
    await left.promise;
  };
  return { signal: gone.signal, abort, left: left.promise, rest };
}

/** Whether the gateway has had streams of this kind, of which none is left. */
export async function hasEnded({ url }: { url: string }, transport: "sse" | "rest"): Promise<boolean> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return metrics.includes(`graphql_streamed_operations{transport="${transport}"} 0`);
}
