import { pino } from "pino";
import { Registry } from "prom-client";
import type { Config } from "../../../src/config.js";
import type { ReadyState } from "../../../src/gateway/health.js";
import type { GatewayParts } from "../../../src/gateway/parts.js";
import { buildGateway, type Gateway } from "../../../src/gateway/server.js";
import { TokenVerifier } from "../../../src/platform/auth/token-verifier.js";
import { signed, TEST_SECRET } from "../../platform/auth/tokens.js";
import { testSchema } from "./test-schema.js";
import { streams } from "./test-streams.js";

export interface TestGateway extends Gateway {
  readonly url: string;
  /** What was logged, one object a line. */
  readonly logged: Record<string, unknown>[];
  readonly token: string;
  /** A POST of a GraphQL request, as the test's client unless other headers are given. */
  post(body: unknown, headers?: Record<string, string>): Promise<{ status: number; headers: Headers; body: Answer }>;
}

export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
  error?: { code: string; message: string };
  request_id?: string;
}

interface Changes {
  http?: Partial<Config["http"]>;
  subscriberLagSeconds?: number;
  drainSeconds?: number;
  ready?: () => Promise<ReadyState>;
  graphiql?: GatewayParts["graphiql"];
  rest?: GatewayParts["rest"];
  verifier?: TokenVerifier;
  trustedDocuments?: GatewayParts["trustedDocuments"];
}

/** A gateway over a small schema, on a free port, with real tokens. */
export async function startTestGateway(changes: Changes = {}): Promise<TestGateway> {
  streams.reset();
  const logged: Record<string, unknown>[] = [];
  const gateway = await buildGateway({
    config: {
      production: false,
      http: { host: "127.0.0.1", port: 0, graphiql: false, introspection: true, corsOrigins: [], ...changes.http },
      drainSeconds: changes.drainSeconds ?? 5,
      subscriberLagSeconds: changes.subscriberLagSeconds ?? 30,
    },
    schema: testSchema,
    verifier:
      changes.verifier ?? new TokenVerifier({ jwksUrl: "", secret: TEST_SECRET, issuer: "", audience: "" }, false),
    log: pino({ level: "info" }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
    metrics: new Registry(),
    ready: changes.ready ?? (async () => ({ database: true, migrations: true })),
    endStreams: () => streams.end(),
    graphiql: changes.graphiql,
    rest: changes.rest,
    trustedDocuments: changes.trustedDocuments,
  });
  const url = await gateway.listen();
  const token = await signed({});
  return {
    ...gateway,
    url,
    logged,
    token,
    async post(body, headers = { authorization: `Bearer ${token}` }) {
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
    },
  };
}
