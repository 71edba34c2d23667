import type { Client, FinishedRun, RunAndWaitOptions } from "./client.js";
import { GatewayError } from "./errors.js";
import { CreateRunDocument, type CreateWorkflowRunInput, RunOutputDocument } from "./generated/operations.js";
import { patiently } from "./patience.js";

/** Starts a run, follows it to its end, and answers what came of it. */
export async function createWorkflowRunAndWait(
  client: Pick<Client, "request" | "transitions">,
  input: CreateWorkflowRunInput,
  { signal, onTransition }: RunAndWaitOptions,
): Promise<FinishedRun> {
  // With a key the create may be sent again when its answer was lost: it starts one run all the same.
  const variables = { input: { ...input, idempotencyKey: input.idempotencyKey ?? randomKey() } };
  const { createWorkflowRun } = await patiently(signal, () => client.request(CreateRunDocument, variables, { signal }));
  const id = createWorkflowRun?.workflowRun?.id;
  if (!id) throw new GatewayError("INTERNAL_ERROR", "The gateway answered without a run and without an error.");
  for await (const transition of client.transitions(id, { signal })) await onTransition?.(transition);
  const { workflowRun } = await patiently(signal, () => client.request(RunOutputDocument, { id }, { signal }));
  if (!workflowRun) throw new GatewayError("RESOURCE_NOT_FOUND", `The run ${id} is not there any more.`);
  return workflowRun;
}

/** 128 random bits. Pages without TLS have no `crypto.randomUUID`. */
const randomKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
