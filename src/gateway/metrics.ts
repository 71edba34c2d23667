import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, type Registry } from "prom-client";

export type GatewayMetrics = ReturnType<typeof gatewayMetrics>;

/** Counts of the HTTP face. No label takes a value that a client chooses: those would grow without end. */
export function gatewayMetrics(register: Registry) {
  collectDefaultMetrics({ register });
  const registers = [register];
  return {
    requests: new Histogram({
      name: "http_request_duration_seconds",
      help: "Time to answer an HTTP request.",
      labelNames: ["method", "route", "status"] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    operations: new Counter({
      name: "graphql_operations_total",
      help: "GraphQL operations by transport, type and outcome (ok or error).",
      labelNames: ["transport", "type", "outcome"] as const,
      registers,
    }),
    sockets: new Gauge({ name: "graphql_sockets", help: "Open WebSockets.", registers }),
    active: new Gauge({
      name: "graphql_streamed_operations",
      help: "Operations under way over WebSocket and SSE: mostly subscriptions.",
      labelNames: ["transport"] as const,
      registers,
    }),
  };
}

export function serveMetrics(app: FastifyInstance, register: Registry, metrics: GatewayMetrics): void {
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "none";
    const labels = { method: request.method, route, status: reply.statusCode };
    metrics.requests.observe(labels, reply.elapsedTime / 1000);
  });
  app.get("/metrics", async (_request, reply) => reply.type(register.contentType).send(await register.metrics()));
}
