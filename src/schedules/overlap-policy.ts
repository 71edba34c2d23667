import { registerEnumType } from "type-graphql";

export enum OverlapPolicy {
  SKIP = "SKIP",
  QUEUE = "QUEUE",
  CANCEL_RUNNING = "CANCEL_RUNNING",
}
registerEnumType(OverlapPolicy, {
  name: "OverlapPolicy",
  description: "What happens when a run is due while the last one of the same schedule or trigger is still under way.",
  valuesConfig: {
    SKIP: { description: "No run is started; the firing says so." },
    QUEUE: { description: "It waits and starts when that one has ended. At most one waits; a further one is skipped." },
    CANCEL_RUNNING: { description: "The one that is under way is cancelled, and the new one is started." },
  },
});
