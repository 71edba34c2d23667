import type { Happening } from "./happening.js";

/** What webhooks of the format JSON are told. */
export function jsonBody(id: string, { event, occurredAt, transition, details }: Happening): string {
  const { runId, workflowType, configurationId, assetFqn, pipelineRunId } = transition;
  const { from, to, sequence, attempt, reason } = transition;
  const about = { workflowType, configurationId, assetFqn, pipelineRunId };
  const run = { id: runId, ...about, from, to, sequence, attempt, reason };
  return JSON.stringify({ id, type: event, occurredAt, run, ...details });
}

export const pingBody = (id: string, occurredAt: Date): string => JSON.stringify({ id, type: "PING", occurredAt });
