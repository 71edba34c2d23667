import { z } from "zod";
import { codedError, ErrorCode } from "../../platform/errors.js";
import type { RunEvent } from "../../runs/event.types.js";
import { eventsOf } from "../../runs/feed/lists.js";
import { streamErrors } from "../../runs/feed/stream-errors.js";
import type { WorkflowRun } from "../../runs/run.entity.js";
import { isFinal } from "../../runs/run-status.js";
import { type RestStream, streamRoute } from "../route.js";
import { findRun } from "./find-run.js";
import { RUN_ID } from "./run.schemas.js";
import { RunEventData, runEventOf } from "./run-event.schema.js";

/** The whole history of a run's events, then live ones; ids are their sequence numbers. */
export const followRun = streamRoute({
  method: "GET",
  path: "/runs/{run_id}/events",
  id: "followRun",
  tag: "Runs",
  summary: "Follow a run",
  description:
    "Server-Sent Events: all that happened to the run, then what happens. The id of an event is its sequence number, its data is a RunEvent. After the run's last event comes an event `end`, and the stream ends; where it has to end before, an event `problem` says why in the shape of an error, and the client comes back with the last id that it saw. 204 where nothing follows that id: an EventSource then stays away. Who comes back with Last-Event-ID while the stream can't be had for the moment (SERVICE_UNAVAILABLE, RATE_LIMIT_EXCEEDED) gets 200 and a stream of that `problem` alone, since an EventSource gives up at any other status.",
  scope: "runs:read",
  params: RUN_ID,
  headers: z.object({
    "last-event-id": z
      .string()
      .regex(/^\d{0,15}$/, "a number")
      .optional()
      .meta({ description: "Sequence number of the last event that you have seen: only what follows comes." }),
  }),
  event: RunEventData,
  errors: [ErrorCode.RESOURCE_NOT_FOUND],
  open: async ({ ctx, params, headers }, services) => {
    const run = await findRun(services, ctx, params.run_id);
    const seen = BigInt(headers["last-event-id"] || 0);
    if (!whatFollows(run, seen)) return undefined;
    const { tenantId } = ctx.identity;
    const after = seen === 0n ? null : services.cursors.encode(tenantId, eventsOf(run.id), [String(seen)]);
    const stream: RestStream<RunEvent> = {
      items: (signal) => services.eventFeed.follow(ctx.identity, run.id, after, signal),
      text: (event) => `id: ${event.sequence}\ndata: ${JSON.stringify(runEventOf(event))}\n\n`,
    };
    return stream as RestStream;
  },
});

/** Whether anything will follow an event; throws where that can't be told. */
function whatFollows(run: WorkflowRun, seen: bigint): boolean {
  const last = BigInt(run.eventSequence);
  if (seen > last) {
    throw codedError(ErrorCode.INVALID_REQUEST, "Last-Event-ID is higher than the number of any event of the run.");
  }
  if (seen > 0n && seen < last && run.eventsPruned) throw streamErrors.cursorExpired();
  return seen < last || !isFinal(run.status);
}
